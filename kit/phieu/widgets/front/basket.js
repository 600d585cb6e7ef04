// The tables that were set aside: they go into one file, and are protected together.

import { button, element } from "./dom.js";

export function basketPanel({ door, words }) {
  const list = element("ol", { class: "pt-basket-list" });
  const count = element("span", { class: "pt-count" });
  const add = button(words.setAside, () => door.wish({ type: "set-aside" }), {
    class: "pd-primary", "data-does": "set-aside",
  });
  const write = words.files.map(([kind, label]) =>
    button(label, () => door.wish({ type: "write", kind }), { "data-does": `write-${kind}` }));
  const publish = button(words.publish, onPublish, {
    "data-does": "publish", title: words.publishHelp,
  });
  let asked = null;

  // What is published cannot be taken back, so it takes a second click.
  function onPublish() {
    if (asked) door.wish({ type: "publish" });
    else {
      publish.textContent = words.publishAsk;
      asked = setTimeout(unask, 6000);
      return;
    }
    unask();
  }

  function unask() {
    clearTimeout(asked);
    asked = null;
    publish.textContent = words.publish;
  }

  return {
    element: element("footer", { class: "pt-basket" },
      element("div", { class: "pt-basket-bar" }, add, count,
        element("span", { class: "pd-gap" }), ...write, publish),
      list),
    update(state, changed) {
      if (changed.has("table")) add.disabled = !state.table;
      if (!changed.has("basket")) return;
      const isEmpty = state.basket.length === 0;
      for (const one of [...write, publish]) one.disabled = isEmpty;
      count.textContent = isEmpty ? words.basketEmpty : "";
      list.replaceChildren(...state.basket.map((title, place) => element("li", {},
        button(title, () => door.wish({ type: "take-out", place }), {
          class: "pt-link", title: words.takeOut,
        }),
        button("×", () => door.wish({ type: "drop", place }), {
          class: "pt-remove", "aria-label": `${words.remove} ${title}`,
        }))));
    },
  };
}
