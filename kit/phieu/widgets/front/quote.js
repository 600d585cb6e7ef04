// Whether the answer may be quoted, and by which words: what tells who is masked first.

import { button, element, grow } from "./dom.js";

export function quotePanel({ words, back, send }) {
  const text = element("textarea", { class: "grows", rows: 2, "aria-label": words.quoteWords,
    oninput: () => grow(text), onkeydown: onKey });
  const looked = element("input", { type: "checkbox" });
  const holder = element("div", { class: "pc-quote", hidden: true },
    element("h4", {}, words.quoteHead), text,
    element("label", { class: "pc-looked" }, looked, words.looked),
    element("div", { class: "pd-tools" },
      button(words.mayQuote, () => send(text.value, looked.checked), { class: "pd-primary", "data-does": "may-quote" }),
      button(words.mayNotQuote, () => send(null, false), { "data-does": "may-not-quote" }),
      button(words.cancel, cancel)));

  function open(item) {
    text.value = item.quote ?? item.masked;
    looked.checked = false;
    holder.hidden = false;
    text.focus();
    grow(text);
  }

  function close() {
    if (holder.hidden) return;
    const hadFocus = holder.contains(holder.getRootNode().activeElement);
    holder.hidden = true;
    if (hadFocus) back();
  }

  function cancel() {
    close();
    back();
  }

  function onKey(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    cancel();
  }

  return { element: holder, open, close };
}
