// One answer, large, with what was decided on it, and what is suggested or was said by others.

import { button, element, filled } from "./dom.js";

const SCROLL_PX = 90;

export function answerCard({ words, toggle, takeSide, mark }) {
  const about = element("div", { class: "pc-about" });
  const text = element("blockquote", { class: "pc-text", "aria-live": "polite", "data-shows": "answer" });
  const chosen = element("div", { class: "pc-chosen", "data-shows": "chosen" });
  const below = element("div", { class: "pc-below" });
  const holder = element("div", { class: "pc-card" }, about, text, chosen, below);

  function update({ item, draft, codes, isSettling, isEmpty }) {
    holder.classList.toggle("pc-locked", Boolean(item?.locked));
    if (!item) {
      about.textContent = "";
      text.replaceChildren(isEmpty ? words.nothingHere : words.comes);
      chosen.replaceChildren();
      below.replaceChildren();
      return;
    }
    about.textContent = [item.body, item.serial, item.locked ? words.locked : ""]
      .filter(Boolean).join(" · ");
    if (text.dataset.of !== item.serial) {
      text.replaceChildren(...passages(item));
      text.dataset.of = item.serial;
    }
    const labels = new Map(codes.map((code) => [code.value, code]));
    chosen.replaceChildren(...chips(draft, labels));
    below.replaceChildren(...(isSettling ? sides(item, labels) : suggestions(item, draft, labels)));
  }

  function passages(item) {
    const parts = [];
    let at = 0;
    for (const [start, end, said] of item.passages) {
      parts.push(item.text.slice(at, start));
      parts.push(element("mark", { title: said, "aria-label": `${said}: ` }, item.text.slice(start, end)));
      at = end;
    }
    return [...parts, item.text.slice(at)];
  }

  function chips(draft, labels) {
    if (!draft) return [element("span", { class: "pc-none" }, words.noCodesYet)];
    if (draft.act !== "coded") {
      const said = draft.act === "no_content" ? words.noContent : words.uncodable;
      return [button(`${said} ×`, () => mark(draft.act), { class: "pc-chip pc-special" })];
    }
    return draft.codes.map((code) => button(
      element("span", {}, `${labels.get(code)?.path ?? code} ×`), () => toggle(code),
      { class: "pc-chip", "data-code": code, title: words.takeOut },
    ));
  }

  function suggestions(item, draft, labels) {
    if (item.locked) return [];
    const found = item.suggestions ?? [];
    const head = element("h4", {}, words.suggested);
    if (!found.length) return [head, element("p", { class: "pc-none" }, words.noSuggestions)];
    const lines = found.map((one, place) => {
      const isGiven = one.code === null
        ? draft?.act === "no_content" : Boolean(draft?.codes.includes(one.code));
      return element("li", {}, button(
        [
          element("kbd", {}, String(place + 1)),
          element("span", { class: "pc-suggested" },
            one.code === null ? words.noContent : labels.get(one.code)?.path ?? String(one.code)),
          element("span", { class: "pc-support" }, filled(words.support, { percent: one.support })),
          element("span", { class: "pc-evidence" },
            ...one.evidence.map((said) => element("span", { title: said }, `“${said}”`))),
        ],
        () => toggle(one.code),
        { class: "pc-suggestion", "aria-pressed": String(isGiven), "data-code": one.code ?? "none" },
      ));
    });
    return [head, element("ol", { class: "pc-suggestions" }, ...lines)];
  }

  function sides(item, labels) {
    const said = (side) => {
      if (side.act === "no_content") return [words.noContent];
      if (side.act === "uncodable") return [words.uncodable];
      return side.codes.map((code) => labels.get(code)?.path ?? String(code));
    };
    const shared = new Set((item.sides ?? []).map(said).reduce((a, b) => a.filter((one) => b.includes(one))));
    return [
      element("h4", {}, words.bothSay),
      element("div", { class: "pc-sides" }, ...item.sides.map((side, place) => button(
        [
          element("kbd", {}, String(place + 1)),
          element("strong", {}, side.coder),
          ...said(side).map((one) => element("span", { class: shared.has(one) ? "" : "pc-differs" }, one)),
        ],
        () => takeSide(place),
        { class: "pc-side", "data-side": place },
      ))),
    ];
  }

  /** A long answer up or down by a few lines. */
  function scroll(direction) { holder.scrollBy({ top: direction * SCROLL_PX }); }

  return { element: holder, update, scroll };
}
