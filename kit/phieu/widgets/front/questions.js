// The list of questions, each with a box: ticked ones go into the file. Typing narrows it.

import { button, element } from "./dom.js";

export function questionList({ door, words }) {
  let all = [];
  let without = new Set();
  const filter = element("input", {
    type: "search", placeholder: words.findQuestion, "aria-label": words.findQuestion,
    "data-does": "filter", oninput: paint,
  });
  const list = element("div", { class: "pe-list", role: "group", "aria-label": words.questions });
  const tools = element("div", { class: "pd-tools" },
    button(words.all, () => every(true), { "data-does": "all" }),
    button(words.none, () => every(false), { "data-does": "none" }));

  // Typed without marks, “thai do” finds “thái độ”.
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  }

  function seen() {
    const parts = plain(filter.value).split(/\s+/).filter(Boolean);
    return all.filter((one) => parts.every((part) => one.plain.includes(part)));
  }

  function every(value) {
    door.wish({ type: "questions", names: seen().map((one) => one.name), value });
  }

  function line(one) {
    const box = element("input", {
      type: "checkbox", "data-question": one.name, checked: !without.has(one.name),
      onchange: () => door.wish({ type: "question", name: one.name }),
    });
    return element("label", { class: "pe-question", title: `${one.name}: ${one.label}` },
      box, element("span", { class: "pe-name" }, one.name),
      element("span", { class: "pe-label" }, one.label),
      one.count > 1 ? element("span", { class: "pe-soft" }, `×${one.count}`) : null);
  }

  function paint() {
    const lines = [];
    let group = null;
    for (const one of seen()) {
      if (one.group !== group) lines.push(element("div", { class: "pe-group" }, one.group));
      group = one.group;
      lines.push(line(one));
    }
    if (!lines.length) lines.push(element("div", { class: "pe-soft" }, words.noneFound));
    list.replaceChildren(...lines);
  }

  return {
    element: element("nav", { class: "pe-questions" }, filter, tools, list),
    update(state, changed) {
      if (!changed.has("questions") && !changed.has("without")) return;
      without = new Set(state.without);
      const known = JSON.stringify(state.questions);
      if (list.dataset.known !== known) {
        all = state.questions.map((one) => ({
          ...one, plain: plain(`${one.name} ${one.label} ${one.group}`),
        }));
        list.dataset.known = known;
        paint();
      }
      // In place: a list drawn anew would lose the keyboard.
      for (const box of list.querySelectorAll("[data-question]")) {
        box.checked = !without.has(box.dataset.question);
      }
    },
  };
}
