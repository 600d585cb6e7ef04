// The list of variables: typing narrows it, and each goes to the rows or to the banner.

import { button, element } from "./dom.js";

export function variableList({ door, words }) {
  let all = [];
  let chosen = { rows: [], banner: [] };
  let at = null; // the name that has the keyboard
  const filter = element("input", {
    type: "search", placeholder: words.findVariable, "aria-label": words.findVariable,
    oninput: paint, onkeydown: onFilterKey, "data-does": "filter",
  });
  const list = element("div", {
    class: "pt-list", role: "listbox", "aria-label": words.variables, onkeydown: onKey,
  });

  // Typed without marks, “thai do” finds “thái độ”.
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  }

  function seen() {
    const parts = plain(filter.value).split(/\s+/).filter(Boolean);
    return all.filter((one) => parts.every((part) => one.plain.includes(part)));
  }

  function onFilterKey(event) {
    const first = seen()[0];
    if (!first || !["ArrowDown", "Enter"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "Enter") toggle("rows", first.name);
    else focus(first.name);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const shown = seen();
    const place = shown.findIndex((one) => one.name === at);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12 };
    const key = event.key.toLowerCase();
    if (event.key in steps) {
      const next = Math.min(Math.max(place + steps[event.key], 0), shown.length - 1);
      if (place === 0 && event.key === "ArrowUp") filter.focus();
      else if (shown[next]) focus(shown[next].name);
    } else if (["enter", " "].includes(key)) toggle("rows", at);
    else if (key === "c") toggle("banner", at);
    else if (key === "/") filter.focus();
    else return;
    event.preventDefault();
  }

  function toggle(shelf, name) {
    if (name) door.wish({ type: "toggle", shelf, name });
  }

  function focus(name) {
    at = name;
    for (const line of list.querySelectorAll("[data-name]")) {
      const isIt = line.dataset.name === name;
      line.tabIndex = isIt ? 0 : -1;
      if (isIt) line.focus();
    }
  }

  function sign(shelf, one) {
    const isOn = chosen[shelf].includes(one.name);
    return button(shelf === "rows" ? words.rowSign : words.bannerSign, () => toggle(shelf, one.name), {
      class: "pt-to", tabindex: -1, "aria-pressed": String(isOn), "data-does": `to-${shelf}`,
      title: shelf === "rows" ? words.toRows : words.toBanner,
      disabled: shelf === "banner" && !one.banner,
    });
  }

  function line(one) {
    const isChosen = chosen.rows.includes(one.name) || chosen.banner.includes(one.name);
    return element(
      "div",
      {
        class: "pt-variable", role: "option", tabindex: one.name === at ? 0 : -1,
        "aria-selected": String(isChosen), "data-name": one.name, title: `${one.name}: ${one.label}`,
        onfocus: () => { at = one.name; },
        ondblclick: () => toggle("rows", one.name),
      },
      element("span", { class: "pt-sign", "aria-hidden": "true" }, one.sign),
      element("span", { class: "pt-name" }, one.name),
      element("span", { class: "pt-label" }, one.label),
      sign("rows", one), sign("banner", one),
    );
  }

  function paint() {
    const had = list.contains(document.activeElement);
    const top = list.scrollTop;
    const lines = [];
    let group = null;
    const shown = seen();
    if (!shown.some((one) => one.name === at)) at = shown[0]?.name ?? null;
    for (const one of shown) {
      if (one.group !== group) lines.push(element("div", { class: "pt-group" }, one.group));
      group = one.group;
      lines.push(line(one));
    }
    if (!lines.length) lines.push(element("div", { class: "pt-none" }, words.noneFound));
    list.replaceChildren(...lines);
    list.scrollTop = top;
    if (had && at) focus(at);
  }

  return {
    element: element("nav", { class: "pt-variables" }, filter, list,
      element("small", { class: "pt-keys" }, words.variableKeys)),
    update(state, changed) {
      if (changed.has("variables")) {
        all = state.variables.map((one) => ({
          ...one, plain: plain(`${one.name} ${one.label} ${one.group}`),
        }));
      }
      if (changed.has("chosen")) chosen = state.chosen;
      if (changed.has("variables") || changed.has("chosen")) paint();
    },
  };
}
