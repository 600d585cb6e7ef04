// The top: which file, whether it is saved, and what to do with it.

import { button, element } from "./dom.js";

export function topBar({ door, words, root }) {
  const file = element("strong", { class: "pd-file" });
  const saved = element("span", { class: "pd-saved", "aria-live": "polite", "data-shows": "saved" });
  const word = element("span", { class: "pd-word", role: "status", "data-shows": "word" });
  const silent = element("span", { class: "pd-silent", role: "alert" });
  const undo = button(`↶ ${words.undo}`, () => door.wish({ type: "undo" }), {
    title: "Ctrl+Z", "data-does": "undo",
  });
  const redo = button(`↷ ${words.redo}`, () => door.wish({ type: "redo" }), {
    title: "Ctrl+Y", "data-does": "redo",
  });
  const save = button(words.save, () => door.wish({ type: "save" }), {
    class: "pd-primary", title: "Ctrl+S", "data-does": "save",
  });
  let view = "form";
  const source = button(words.asText, () => {
    door.wish({ type: "view", view: view === "text" ? "form" : "text" });
  }, { "aria-pressed": "false", "data-does": "text" });
  const compare = button(words.compare, () => door.wish({ type: "compare" }), {
    class: "pd-warning-button", hidden: true, "data-does": "compare",
  });
  const whole = button(words.fullScreen, () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else root().requestFullscreen();
  });

  return {
    element: element("header", { class: "pd-bar" },
      file, saved, compare, word, silent, element("span", { class: "pd-gap" }),
      undo, redo, source, save, whole),
    update(next, changed) {
      if (changed.has("top")) {
        const { top } = next;
        view = top.view;
        file.textContent = top.file;
        file.title = top.folder;
        saved.textContent = top.unsaved ? `● ${words.unsaved}` : `✓ ${words.saved}`;
        saved.classList.toggle("pd-unsaved", top.unsaved);
        undo.disabled = !top.canUndo;
        redo.disabled = !top.canRedo;
        save.disabled = !top.unsaved;
        compare.hidden = !top.diskChanged;
        source.setAttribute("aria-pressed", String(view === "text"));
        source.textContent = view === "text" ? words.asForm : words.asText;
      }
      if (changed.has("word")) {
        word.textContent = word.title = next.word.text;
        word.className = `pd-word pd-${next.word.severity || "good"}`;
      }
    },
    stalled(isStalled) {
      silent.textContent = isStalled ? words.kernelSilent : "";
    },
  };
}
