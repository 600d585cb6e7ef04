// The export bench: questions on the left; format, what the file keeps, and writing beside them.

import { button, element } from "./dom.js";
import { Door } from "./door.js";
import { pythonLine } from "./python.js";
import { questionList } from "./questions.js";

function render({ model, el }) {
  const words = model.get("words");
  let state = {};
  const door = new Door((wish) => model.send(wish), {
    onStalled: (isStalled) => { silent.textContent = isStalled ? words.kernelSilent : ""; },
    onIdle: (isIdle) => { root.dataset.idle = String(isIdle); },
  });
  const title = element("strong", { class: "pe-title" });
  const base = element("span", { class: "pe-base" });
  const rehearsed = element("strong", { class: "pe-rehearsed", hidden: true }, words.rehearsed);
  const silent = element("span", { class: "pe-error", role: "alert" });
  const questions = questionList({ door, words });
  const name = `pe-format-${door.sender}`;
  const radios = Object.fromEntries(words.formats.map(([kind]) => [kind, element("input", {
    type: "radio", name, value: kind, "data-format": kind,
    onchange: () => door.wish({ type: "format", kind }),
  })]));
  const labels = element("input", {
    type: "checkbox", "data-does": "labels",
    onchange: (event) => door.wish({ type: "labels", value: event.target.checked }),
  });
  const both = element("span", { class: "pe-soft" }, words.holdsBoth);
  const oneOfBoth = element("label", { class: "pe-tick" }, labels, words.labels);
  const kept = element("p", { class: "pe-kept", "data-shows": "kept" });
  const count = element("span", { class: "pe-soft", "data-shows": "count" });
  const problems = element("div", { class: "pe-problems", role: "alert", hidden: true });
  const write = button(words.write, () => door.wish({ type: "write" }), {
    class: "pd-primary", "data-does": "write",
  });
  const word = element("p", { class: "pe-word", role: "status", "data-shows": "word" });
  const python = pythonLine({ words });
  const root = element(
    "div",
    { class: "phieu-widget phieu-export", "data-lm-suppress-shortcuts": "true", tabindex: -1,
      onkeydown: (event) => event.stopPropagation() },
    element("header", { class: "pe-bar" }, title, base, rehearsed,
      element("span", { class: "pd-gap" }), silent),
    element("div", { class: "pe-columns" },
      questions.element,
      element("main", { class: "pe-main" },
        element("fieldset", { class: "pe-formats" },
          element("legend", {}, words.format),
          ...words.formats.map(([kind, label, use]) => element("label", { class: "pe-format" },
            radios[kind], element("strong", {}, label), element("span", { class: "pe-soft" }, use)))),
        element("section", { class: "pe-keeps" }, element("h3", {}, words.kept), kept),
        element("div", { class: "pe-options" }, oneOfBoth, both),
        problems,
        element("div", { class: "pe-write" }, write, count),
        word,
        python.element)),
  );

  function onMessage(answer) {
    if (answer?.type !== "state") return;
    door.answered(answer);
    state = { ...state, ...answer.changed };
    const changed = new Set(Object.keys(answer.changed));
    title.textContent = state.top.title;
    base.textContent = state.top.base;
    rehearsed.hidden = !state.top.rehearsed;
    radios[state.kind].checked = true;
    kept.textContent = words.formats.find(([kind]) => kind === state.kind)[3];
    labels.checked = state.labels.value;
    oneOfBoth.hidden = !state.labels.asked;
    both.hidden = state.labels.asked;
    count.textContent = state.count;
    problems.replaceChildren(element("strong", {}, words.problems), element("ul", {},
      ...state.problems.map((one) => element("li", {}, one.message,
        element("div", { class: "pe-soft" }, `→ ${one.fix}`)))));
    problems.hidden = !state.problems.length;
    write.disabled = state.problems.length > 0;
    word.textContent = state.word.text;
    word.className = `pe-word ${state.word.severity ? "pe-error" : "pe-good"}`;
    questions.update(state, changed);
    python.update(state, changed);
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
