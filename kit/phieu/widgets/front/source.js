// The YAML text itself, with its problems beside the lines.

import { element, filled } from "./dom.js";

export function sourceView({ door, words }) {
  let isComposing = false;
  let findings = [];
  const gutter = element("div", { class: "pd-gutter", "aria-hidden": "true" });
  const area = element("textarea", {
    class: "pd-source-text", spellcheck: "false", wrap: "off", "aria-label": words.source,
    "data-at": "source", oninput: tell, onscroll: follow, onkeydown: onKey,
    oncompositionstart: () => { isComposing = true; },
    oncompositionend: () => { isComposing = false; tell(); },
    onblur: () => door.flush(),
  });

  function tell() {
    if (isComposing) return;
    paintGutter();
    door.type({ type: "text", text: area.value });
  }

  /** Tab would leave the text; YAML wants two spaces. Escape, then Tab, leaves it. */
  function onKey(event) {
    if (event.key !== "Tab" || event.shiftKey || event.ctrlKey || area.dataset.leaving) {
      area.dataset.leaving = event.key === "Escape" ? "1" : "";
      return;
    }
    event.preventDefault();
    document.execCommand("insertText", false, "  "); // so that the browser can undo it
  }

  function follow() {
    gutter.scrollTop = area.scrollTop;
  }

  function paintGutter() {
    const count = area.value.split("\n").length;
    const worst = new Map();
    const order = ["advice", "warning", "error"];
    for (const one of findings) {
      const known = worst.get(one.line);
      if (!known || order.indexOf(one.severity) > order.indexOf(known.severity)) {
        worst.set(one.line, one);
      }
    }
    gutter.replaceChildren(...Array.from({ length: count }, (_unused, place) => {
      const found = worst.get(place + 1);
      return element("div", {
        class: found ? `pd-at-line pd-${found.severity}` : "pd-at-line",
        title: found ? `${found.message}\n→ ${found.fix}` : undefined,
      }, String(place + 1));
    }));
    follow();
  }

  return {
    element: element("section", { class: "pd-source", "aria-label": words.source }, gutter, area),
    update(next, changed, isForced) {
      if (changed.has("findings")) findings = next.findings;
      if (changed.has("text") && next.text !== null && !isComposing) {
        const isBusy = area === document.activeElement && !isForced;
        // Giving it a value forgets the browser's own undo.
        if (!isBusy && area.value !== next.text) area.value = next.text;
      }
      if (changed.has("findings") || changed.has("text")) paintGutter();
    },
    goTo(line) {
      const before = area.value.split("\n").slice(0, line - 1).join("\n").length;
      const start = line > 1 ? before + 1 : 0;
      const end = area.value.indexOf("\n", start);
      area.focus();
      area.setSelectionRange(start, end < 0 ? area.value.length : end);
      const height = area.scrollHeight / area.value.split("\n").length;
      area.scrollTop = Math.max(0, (line - 6) * height);
      follow();
    },
    note: (line) => filled(words.line, { line }),
  };
}
