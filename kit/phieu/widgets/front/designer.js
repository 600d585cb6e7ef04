// The designer: three columns over one questionnaire. The kernel holds the state; this shows it.

import { topBar } from "./bar.js";
import { bankPanel } from "./bank.js";
import { conflictPanel } from "./conflict.js";
import { element, keyOf } from "./dom.js";
import { Door } from "./door.js";
import { findingsList } from "./findings.js";
import { formColumn } from "./form.js";
import { outlineColumn } from "./outline.js";
import { pageColumn } from "./page.js";
import { sourceView } from "./source.js";
import { splitter } from "./splitter.js";

function render({ model, el }) {
  const words = model.get("words");
  if (words.refused) {
    el.append(element("div", { class: "phieu-widget phieu-designer pd-refused", role: "alert" }, words.refused));
    return undefined;
  }
  let state = {};
  const door = new Door((wish) => model.send(wish), {
    onStalled: (isStalled) => bar.stalled(isStalled),
    onIdle: (isIdle) => { root.dataset.idle = String(isIdle); },
  });
  const bar = topBar({ door, words, root: () => root });
  const bank = bankPanel({ door, words });
  const conflict = conflictPanel({ door, words });
  const outline = outlineColumn({ door, words, openBank: () => bank.open(state.selected) });
  const form = formColumn({ door, words });
  const source = sourceView({ door, words });
  const findings = findingsList({ words, go });
  const page = pageColumn({ door, words });
  const parts = [bar, conflict, bank, outline, form, source, findings, page];
  const middle = element("main", { class: "pd-middle" },
    bank.element, form.element, source.element, findings.element);
  const left = splitter(() => columns, {
    name: "--pd-left", label: words.width, limits: [12, 40], fromRight: false,
  });
  const right = splitter(() => columns, {
    name: "--pd-right", label: words.width, limits: [20, 60], fromRight: true,
  });
  const columns = element("div", { class: "pd-columns" },
    outline.element, left.element, middle, right.element, page.element);
  const root = element(
    "div",
    {
      class: "phieu-widget phieu-designer", "data-lm-suppress-shortcuts": "true", tabindex: -1,
      onkeydown: onKey,
    },
    bar.element, conflict.element, columns,
  );
  root.addEventListener("pd-open", () => form.focus());

  function onKey(event) {
    const key = event.key.toLowerCase();
    const isCommand = event.ctrlKey || event.metaKey;
    // In the YAML text the browser's own undo goes letter by letter.
    const isSource = event.target.dataset.at === "source";
    let wish = null;
    if (isCommand && key === "s") wish = "save";
    else if (isCommand && !isSource && (key === "y" || (key === "z" && event.shiftKey))) wish = "redo";
    else if (isCommand && !isSource && key === "z") wish = "undo";
    if (wish) {
      event.preventDefault();
      door.wish({ type: wish });
    }
    event.stopPropagation();
  }

  function go(finding) {
    if (state.top.view === "text") source.goTo(finding.line);
    else if (finding.part) {
      door.wish({ type: "select", path: finding.part });
      outline.focus();
    }
  }

  function onMessage(answer, buffers) {
    if (answer?.type !== "state") return;
    // While more is on its way, fields keep what was typed since.
    const isForced = !["edit", "text", "look"].includes(answer.by);
    door.answered(answer);
    const changed = new Set(Object.keys(answer.changed));
    state = { ...state, ...answer.changed };
    const isText = state.top.view === "text";
    root.classList.toggle("pd-as-text", isText);
    for (const part of parts) part.update(state, changed, isForced, buffers?.[0]);
    root.dataset.lastMs = answer.lastMs;
    if (answer.sender === door.sender && state.focus && changed.has("focus")) form.focusOn(state.focus);
    if (isText && answer.sender === door.sender && ["select", "view"].includes(answer.by)) {
      const line = state.outline.find((one) => keyOf(one.path) === keyOf(state.selected))?.line;
      if (line) source.goTo(line);
    }
  }

  model.on("msg:custom", onMessage);
  el.append(root);
  left.restore();
  right.restore();
  door.wish({ type: "hello" });
  return () => {
    model.off("msg:custom", onMessage);
    door.close();
    page.close();
    form.close();
  };
}

export default { render };
