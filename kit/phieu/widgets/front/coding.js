// The coding station: one answer, its codes by keyboard, and the next one at once.

import { answerCard } from "./answercard.js";
import { codeList } from "./codelist.js";
import { Queue, sameDecision } from "./codingqueue.js";
import { button, element, filled } from "./dom.js";
import { Door } from "./door.js";
import { peoplePanel } from "./people.js";
import { quotePanel } from "./quote.js";

function render({ model, el }) {
  const words = model.get("words");
  if (words.refused) {
    el.append(element("div", { class: "phieu-widget pc-refused", role: "alert" }, words.refused));
    return undefined;
  }
  const state = { top: null, codes: [], word: { text: "", severity: "" } };
  const queue = new Queue((from, count) => door.wish({ type: "more", from, count }));
  let draft = null; // what is being decided on the answer that is shown
  const times = []; // from the key to the next answer in the page, in ms

  const door = new Door((wish) => model.send(wish), {
    onStalled: (isStalled) => { silent.textContent = isStalled ? words.kernelSilent : ""; },
    onIdle: (isIdle) => {
      root.dataset.idle = String(isIdle);
      saved.textContent = isIdle ? words.allSaved : words.saving;
      saved.classList.toggle("pc-saving", !isIdle);
    },
  });
  const title = element("strong", { class: "pc-title" });
  const rehearsed = element("strong", { class: "pc-rehearsed", hidden: true }, words.rehearsed);
  const who = element("span", { class: "pc-who" });
  const other = button(words.otherPerson, leave, { class: "pd-small", "data-does": "other-person" });
  const saved = element("span", { class: "pc-saved", "data-shows": "saved" });
  const word = element("span", { class: "pc-word", role: "status", "data-shows": "word" });
  const silent = element("span", { class: "pc-silent", role: "alert" });
  const bar = element("progress", { class: "pc-progress", "aria-label": words.progress });
  const counted = element("span", { class: "pc-counted", "data-shows": "counted" });
  const others = element("span", { class: "pc-others" });
  const people = peoplePanel({
    words, begin: (person, step) => door.wish({ type: "begin", person, step }),
  });
  const card = answerCard({ words, toggle, takeSide, mark });
  const codes = codeList({ words, toggle, back: focus, add: addCode });
  const quote = quotePanel({ words, back: focus, send: sendQuote });
  const keys = element("footer", { class: "pc-keys" });
  const work = element("main", { class: "pc-work" },
    element("section", { class: "pc-left", "aria-label": words.answer }, card.element, quote.element),
    codes.element);
  const tools = element("div", { class: "pd-tools pc-tools" },
    button(words.previous, () => go(-1), { "data-does": "previous" }),
    button(`${words.noContent} (0)`, () => mark("no_content"), { "data-does": "no-content" }),
    button(`${words.uncodable} (-)`, () => mark("uncodable"), { "data-does": "uncodable" }),
    button(words.undo, undo, { "data-does": "undo" }),
    button(words.quote, openQuote, { "data-does": "quote" }),
    element("span", { class: "pd-gap" }),
    button(words.done, finish, { class: "pd-primary", "data-does": "done" }));
  const root = element(
    "div",
    {
      class: "phieu-widget phieu-coding", "data-lm-suppress-shortcuts": "true",
      "data-begun": "false", tabindex: 0, onkeydown: onKey, role: "application",
      "aria-label": words.station,
    },
    element("header", { class: "pc-bar" },
      title, rehearsed, element("span", { class: "pd-gap" }), silent, saved, who, other),
    people.element,
    element("div", { class: "pc-line" }, bar, counted, word, others),
    work, tools, keys,
  );

  function focus() { root.focus({ preventScroll: true }); }

  const isSettling = () => state.top?.step === "adjudication";

  // ---- the answer that is shown

  function show() {
    const item = queue.item();
    draft = item?.decision ?? null;
    quote.close();
    draw();
    if (item) root.dataset.at = String(queue.at);
  }

  function draw() {
    const item = queue.item();
    card.update({ item, draft, codes: state.codes, isSettling: isSettling(), isEmpty: queue.size === 0 });
    codes.update({ codes: state.codes, draft, counts: queue.counts, isSettling: isSettling() });
    const { decided, size } = queue;
    bar.max = Math.max(size, 1);
    bar.value = decided;
    counted.textContent = size
      ? filled(words.counted, { at: queue.at + 1, size, decided, open: size - decided }) : "";
  }

  function toggle(code) {
    const item = queue.item();
    if (!item || item.locked) return;
    if (code === null) { mark("no_content"); return; }
    const given = new Set(draft?.codes ?? []);
    if (!given.delete(code)) given.add(code);
    draft = given.size ? { act: "coded", codes: [...given].sort((a, b) => a - b) } : null;
    draw();
  }

  function mark(act) {
    const item = queue.item();
    if (!item || item.locked) return;
    draft = draft?.act === act ? null : { act, codes: [] };
    draw();
  }

  function takeSide(place) {
    const side = queue.item()?.sides?.[place];
    if (!side) return;
    draft = { act: side.act, codes: [...side.codes] };
    draw();
  }

  // ---- moving on; nothing waits for the kernel

  function keep() {
    const item = queue.item();
    // Where two differ, settling on what stood there already is a decision too.
    if (!item || sameDecision(draft, item.decision)) return;
    send(queue.at, draft, item.decision);
  }

  function send(place, decision, earlier) {
    queue.decide(place, decision, earlier);
    const item = queue.item(place);
    door.wish({
      type: "decide", place, serial: item.serial, act: decision?.act ?? "taken_back",
      codes: decision?.codes ?? [],
    });
  }

  function moved(began) {
    show();
    requestAnimationFrame(() => {
      times.push(performance.now() - began);
      root.dataset.keyMs = times.at(-1).toFixed(1);
    });
  }

  function go(step) {
    const began = performance.now();
    keep();
    queue.go(step);
    moved(began);
  }

  function finish() {
    const began = performance.now();
    const isSkipped = draft === null;
    keep();
    if (!queue.nextOpen()) say(queue.size === queue.decided ? words.allDone : words.lastOpen);
    else say(isSkipped ? words.skipped : "");
    moved(began);
  }

  function leave() {
    keep();
    root.dataset.begun = "false";
    people.say("");
    people.focus();
  }

  function undo() {
    const step = queue.undo();
    if (!step) { say(words.nothingToUndo); return; }
    queue.at = step.place;
    send(step.place, step.earlier, undefined);
    say(words.undone);
    show();
  }

  function say(text, severity = "") {
    word.textContent = word.title = text;
    word.className = `pc-word pc-${severity || "good"}`;
    if (root.dataset.begun !== "true") people.say(text);
  }

  function addCode(label, parent) { door.wish({ type: "add-code", label, parent }); focus(); }

  function openQuote() {
    const item = queue.item();
    if (item) quote.open(item);
  }

  function sendQuote(text, looked) {
    door.wish({ type: "quote", serial: queue.item().serial, place: queue.at, text, looked });
  }

  // ---- keys

  function onKey(event) {
    event.stopPropagation();
    if (root.dataset.begun !== "true") return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === "z" && !isField(event.target)) {
      event.preventDefault();
      undo();
      return;
    }
    if (event.altKey && event.key.toLowerCase() === "q") {
      event.preventDefault();
      openQuote();
      return;
    }
    if (isCommand || event.altKey || isField(event.target)) return;
    // A focused button is pressed by Enter and Space as anywhere.
    if (event.target.tagName === "BUTTON" && ["Enter", " "].includes(event.key)) return;
    const does = doing(event);
    if (!does) return;
    event.preventDefault();
    if (!event.repeat || event.key.startsWith("Arrow")) does();
  }

  function doing(event) {
    const { key, code } = event;
    if (key === "Enter") return finish;
    if (key === "ArrowRight") return () => go(1);
    if (key === "ArrowLeft") return () => go(-1);
    if (key === "ArrowDown" || key === "ArrowUp") return () => card.scroll(key === "ArrowDown" ? 1 : -1);
    if (key === "0") return () => mark("no_content");
    if (key === "-") return () => mark("uncodable");
    if (key === "/") return () => codes.find();
    if (key === "+") return () => codes.add();
    if (/^[1-9]$/.test(key)) {
      const place = Number(key) - 1;
      if (isSettling()) return () => takeSide(place);
      const one = queue.item()?.suggestions?.[place];
      return one ? () => toggle(one.code) : null;
    }
    // By the key's place where an input method makes the letter another one.
    const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.match(/^Key([A-Z])$/)?.[1]?.toLowerCase();
    const found = state.codes.find((one) => one.key === letter);
    return letter && found ? () => toggle(found.value) : null;
  }

  function isField(target) { return ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName); }

  // ---- what the kernel says

  function onMessage(answer) {
    if (answer?.type !== "state") return;
    door.answered(answer);
    Object.assign(state, answer.changed);
    const { changed } = answer;
    if (changed.top) drawTop();
    if (changed.people) people.update(changed.people);
    if (changed.word) say(changed.word.text, changed.word.severity);
    if (answer.queue) {
      queue.begin(answer.queue);
      root.dataset.begun = "true";
      keys.textContent = isSettling() ? words.keysSettling : words.keysCoding;
    }
    const wasMissing = !queue.item();
    if (answer.items) queue.put(answer.items);
    if (answer.refused) queue.restore(answer.refused);
    if (answer.queue) { show(); focus(); return; }
    const isRefusedHere = answer.refused?.place === queue.at;
    if ((wasMissing && queue.item()) || isRefusedHere) show();
    else if (answer.items || changed.codes) draw();
    if (answer.by === "quote" && !changed.word?.severity) quote.close();
    if (answer.added) { toggle(answer.added); codes.reveal(answer.added); }
  }

  function drawTop() {
    title.textContent = title.title = state.top.title;
    rehearsed.hidden = !state.top.rehearsed;
    who.textContent = state.top.who;
    others.textContent = state.top.others;
  }

  model.on("msg:custom", onMessage);
  el.append(root);
  door.wish({ type: "hello" });
  return () => {
    model.off("msg:custom", onMessage);
    door.close();
  };
}

export default { render };
