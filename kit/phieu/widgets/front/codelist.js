// The code frame: every code with its key, found by typing, added to on the fly.

import { button, element } from "./dom.js";

/** Letters as a plain keyboard has them, so that “hoa giai” finds “hòa giải”. */
export function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
}

export function codeList({ words, toggle, back, add }) {
  let state = { codes: [], draft: null, counts: {}, isSettling: false };
  let chosen = 0;
  const input = element("input", {
    class: "pc-find", placeholder: words.findCode, "aria-label": words.findCode, oninput: onInput,
    onkeydown: onFindKey, onblur: () => draw(),
  });
  const list = element("div", { class: "pc-codes", role: "group", "aria-label": words.codes });
  const label = element("input", { class: "pc-new-label", "aria-label": words.newCode,
    placeholder: words.newCode, onkeydown: onAddKey });
  const parent = element("select", { class: "pc-new-parent", "aria-label": words.under, onkeydown: onAddKey });
  const form = element("div", { class: "pc-add", hidden: true }, label, parent,
    element("div", { class: "pd-tools" },
      button(words.addCode, send, { class: "pd-primary", "data-does": "add-code" }),
      button(words.cancel, close)));
  const holder = element("aside", { class: "pc-frame", "aria-label": words.codes },
    element("div", { class: "pc-find-line" }, input,
      button(words.newCodeButton, () => open(""), { "data-does": "new-code", title: words.newCodeHint })),
    form, list);

  function update(next) {
    state = next;
    draw();
  }

  /** The codes that have all that is written, those first whose own label has it. */
  function found() {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    if (!wanted.length) return state.codes;
    const rank = (code) => {
      const label_ = ` ${plain(code.label)}`;
      if (wanted.every((part) => label_.includes(` ${part}`))) return 0;
      if (wanted.every((part) => label_.includes(part) || String(code.value) === part)) return 1;
      const all = plain(`${code.path} ${code.description} ${code.examples.join(" ")}`);
      return wanted.every((part) => all.includes(part)) ? 2 : 3;
    };
    return state.codes.map((code) => [rank(code), code])
      .filter(([place]) => place < 3)
      .sort(([one], [other]) => one - other)
      .map(([, code]) => code);
  }

  function draw() {
    const isFinding = document.activeElement === input || list.getRootNode().activeElement === input;
    const codes = found();
    chosen = Math.min(chosen, Math.max(codes.length - 1, 0));
    const given = new Set(state.draft?.codes ?? []);
    list.replaceChildren(...codes.map((code, place) => button(
      [
        element("kbd", { class: code.key ? "" : "pc-keyless" }, code.key),
        element("span", { class: "pc-label" }, code.label,
          input.value && code.depth
            ? element("small", {}, ` ${code.path.slice(0, -code.label.length - 3)}`) : null),
        element("span", { class: "pc-count" }, state.isSettling ? "" : String(state.counts[code.value] || "")),
      ],
      () => { toggle(code.value); back(); },
      {
        class: `pc-code${code.depth ? "" : " pc-top"}${isFinding && place === chosen ? " pc-aimed" : ""}`,
        style: `--depth: ${input.value ? 0 : code.depth}`,
        "aria-pressed": String(given.has(code.value)),
        "data-code": code.value,
        title: [code.path, code.description, ...code.examples.map((one) => `– ${one}`)]
          .filter(Boolean).join("\n"),
      },
    )));
    if (!codes.length && input.value.trim()) {
      list.append(button(`${words.addCode}: “${input.value.trim()}”`, () => open(input.value.trim()),
        { class: "pc-code pc-aimed", "data-does": "add-found" }));
    } else if (!codes.length) list.append(element("p", { class: "pc-none" }, words.emptyFrame));
  }

  function onInput() {
    chosen = 0;
    draw();
  }

  function onFindKey(event) {
    const codes = found();
    if (event.isComposing) return;
    if (event.key === "Escape") { clear(); back(); }
    else if (event.key === "ArrowDown") chosen = Math.min(chosen + 1, codes.length - 1);
    else if (event.key === "ArrowUp") chosen = Math.max(chosen - 1, 0);
    else if (event.key === "Enter" && codes.length) {
      const code = codes[chosen].value;
      clear();
      toggle(code);
      back();
    } else if (event.key === "Enter" && input.value.trim()) open(input.value.trim());
    else return;
    event.preventDefault();
    draw();
  }

  function clear() {
    input.value = "";
    chosen = 0;
  }

  function open(text) {
    clear();
    parent.replaceChildren(
      element("option", { value: "" }, words.atTheTop),
      ...state.codes.filter((code) => code.mayHold).map((code) => element(
        "option", { value: code.value }, `${"\u2003".repeat(code.depth)}${code.label}`,
      )),
    );
    label.value = text;
    form.hidden = false;
    draw();
    label.focus();
  }

  function onAddKey(event) {
    if (event.isComposing) return;
    if (event.key === "Enter") send();
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  function send() {
    if (!label.value.trim()) { label.focus(); return; }
    add(label.value.trim(), parent.value ? Number(parent.value) : null);
    form.hidden = true;
  }

  function close() {
    form.hidden = true;
    back();
  }

  function reveal(value) {
    list.querySelector(`[data-code='${value}']`)?.scrollIntoView({ block: "nearest" });
  }

  return { element: holder, update, reveal, find: () => input.focus(), add: () => open("") };
}
