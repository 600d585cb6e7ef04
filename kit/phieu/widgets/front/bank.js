// The bank of ready questions: found by a word, put behind the chosen question.

import { button, element } from "./dom.js";

export function bankPanel({ door, words }) {
  let banks = [];
  let after = [];
  const list = element("div", { class: "pd-bank-list" });
  const search = element("input", {
    type: "search", placeholder: words.search, "aria-label": words.search, oninput: paint,
  });
  const panel = element("section", {
    class: "pd-bank", role: "dialog", "aria-label": words.bank, hidden: true,
    onkeydown: (event) => { if (event.key === "Escape") close(); },
  },
  element("div", { class: "pd-tools" },
    element("strong", {}, words.bank), search, button(words.close, () => close())), list);

  function close() {
    panel.hidden = true;
  }

  function paint() {
    const wanted = search.value.normalize("NFC").toLocaleLowerCase();
    list.replaceChildren(...banks.flatMap((bank) => {
      const entries = bank.entries.filter((entry) =>
        `${bank.title} ${entry.title} ${entry.text} ${entry.tags}`.toLocaleLowerCase()
          .includes(wanted));
      if (!entries.length) return [];
      return [
        element("h4", {}, bank.title),
        ...entries.map((entry) => button(
          [
            element("strong", {}, entry.title), element("small", {}, entry.kindWord),
            element("span", {}, entry.text),
          ],
          () => {
            close();
            door.wish({ type: "from-bank", bank: bank.name, entry: entry.position, after });
          },
          { class: "pd-bank-entry", "data-entry": entry.title },
        )),
      ];
    }));
    if (!list.childElementCount) list.append(element("p", {}, words.emptyBank));
  }

  return {
    element: panel,
    open(selected) {
      after = selected;
      panel.hidden = false;
      door.wish({ type: "bank" });
      paint();
      search.focus();
    },
    update(next, changed) {
      if (!changed.has("bank")) return;
      banks = next.bank ?? [];
      paint();
    },
  };
}
