// What was chosen for the rows or the banner: chips in order, moved and removed by keys or mouse.

import { button, element } from "./dom.js";

export function shelf({ door, words, name, label, hint }) {
  const chips = element("div", { class: "pt-chips", role: "list", "aria-label": label });
  let focused = null;

  function onKey(event, one) {
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (event.altKey && event.key in steps) {
      focused = one.name;
      door.wish({ type: "shift", shelf: name, name: one.name, by: steps[event.key] });
    } else if (event.key in steps) {
      const beside = event.key === "ArrowLeft" ? "previousSibling" : "nextSibling";
      event.currentTarget[beside]?.focus?.();
    } else if (["Delete", "Backspace"].includes(event.key)) {
      door.wish({ type: "toggle", shelf: name, name: one.name });
    } else return;
    event.preventDefault();
  }

  function chip(one) {
    return element(
      "span",
      {
        class: "pt-chip", role: "listitem", tabindex: 0, title: words.chipKeys, "data-name": one.name,
        onkeydown: (event) => onKey(event, one),
      },
      element("b", {}, one.name), element("span", { class: "pt-chip-label" }, one.label),
      button("×", () => door.wish({ type: "toggle", shelf: name, name: one.name }), {
        class: "pt-remove", "aria-label": `${words.remove} ${one.name}`, tabindex: -1,
      }),
    );
  }

  return {
    element: element("section", { class: "pt-shelf", "data-shelf": name },
      element("span", { class: "pt-shelf-label" }, label), chips),
    update(state, changed) {
      if (!changed.has("chosen") && !changed.has("variables")) return;
      const known = new Map(state.variables.map((one) => [one.name, one]));
      const names = state.chosen[name];
      chips.replaceChildren(
        ...(names.length
          ? names.map((one) => chip(known.get(one)))
          : [element("span", { class: "pt-none" }, hint)]),
      );
      if (focused) chips.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
      focused = null;
    },
  };
}
