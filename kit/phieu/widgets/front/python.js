// The line of Python that makes the table again, to be copied into a cell.

import { button, element } from "./dom.js";

export function pythonLine({ words }) {
  const line = element("code", { "data-shows": "python", tabindex: 0 });
  const copy = button(words.copy, async () => {
    // Clipboards are closed to pages without https; there the text is selected for Ctrl+C.
    try {
      await navigator.clipboard.writeText(line.textContent);
      copy.textContent = words.copied;
      setTimeout(() => { copy.textContent = words.copy; }, 1500);
    } catch {
      getSelection().selectAllChildren(line);
    }
  });
  const holder = element("div", { class: "pt-python", hidden: true }, copy, line);
  return {
    element: holder,
    update(state, changed) {
      if (!changed.has("python")) return;
      line.textContent = state.python;
      holder.hidden = !state.python;
    },
  };
}
