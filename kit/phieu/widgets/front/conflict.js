// Somebody else saved the file: what differs, and what to do about it.

import { button, element, filled } from "./dom.js";

const SIGNS = { mine: "+", theirs: "−", both: " " };

export function conflictPanel({ door, words }) {
  const panel = element("section", {
    class: "pd-conflict", role: "alertdialog", "aria-label": words.conflict, hidden: true,
    onkeydown: (event) => { if (event.key === "Escape") door.wish({ type: "dismiss" }); },
  });

  function paint(conflict) {
    const name = element("input", { type: "text", value: conflict.copyName, "aria-label": words.copyName });
    panel.replaceChildren(
      element("strong", {}, words.conflict),
      element("p", {}, filled(words.conflictCounts, conflict)),
      element("div", { class: "pd-difference", tabindex: 0 }, conflict.hunks.map((hunk) => element(
        "div", { class: "pd-hunk" }, hunk.map(([side, text, line]) => element(
          "div", { class: `pd-side-${side}` },
          element("span", { class: "pd-line-number" }, String(line ?? "")),
          element("span", { "aria-label": words.sides[side] }, SIGNS[side]),
          element("span", {}, text),
        )),
      ))),
      element("div", { class: "pd-tools" },
        name,
        button(words.saveCopy, () => door.wish({ type: "save-copy", name: name.value }), {
          class: "pd-primary", "data-does": "save-copy",
        }),
        button(words.takeTheirs, () => door.wish({ type: "take-theirs" }), {
          "data-does": "take-theirs",
        }),
        button(words.overwrite, () => door.wish({ type: "overwrite" }), {
          class: "pd-danger", "data-does": "overwrite",
        }),
        button(words.later, () => door.wish({ type: "dismiss" }), { "data-does": "dismiss" })),
    );
  }

  return {
    element: panel,
    update(next, changed) {
      if (!changed.has("conflict")) return;
      panel.hidden = !next.conflict;
      if (!next.conflict) return;
      paint(next.conflict);
      panel.querySelector("[data-does=save-copy]").focus();
    },
  };
}
