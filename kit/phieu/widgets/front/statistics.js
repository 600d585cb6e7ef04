// The statistics bench: variables on the left; rows, banner, table and chart beside them.

import { basketPanel } from "./basket.js";
import { element } from "./dom.js";
import { Door } from "./door.js";
import { figures } from "./figures.js";
import { optionsBar } from "./options.js";
import { picture } from "./picture.js";
import { pythonLine } from "./python.js";
import { shelf } from "./shelf.js";
import { variableList } from "./variables.js";

function render({ model, el }) {
  const words = model.get("words");
  let state = {};
  const door = new Door((wish) => model.send(wish), {
    onStalled: (isStalled) => { silent.textContent = isStalled ? words.kernelSilent : ""; },
    onIdle: (isIdle) => { root.dataset.idle = String(isIdle); },
  });
  const title = element("strong", { class: "pt-title" });
  const base = element("span", { class: "pt-base" });
  const rehearsed = element("strong", { class: "pt-rehearsed", hidden: true }, words.rehearsed);
  const word = element("span", { class: "pt-word", role: "status", "data-shows": "word" });
  const silent = element("span", { class: "pt-problem", role: "alert" });
  const variables = variableList({ door, words });
  const rows = shelf({ door, words, name: "rows", label: words.rows, hint: words.rowsHint });
  const banner = shelf({ door, words, name: "banner", label: words.banner, hint: words.bannerHint });
  const options = optionsBar({ door, words });
  const table = figures({ words, look: model.get("table_look") });
  const chart = picture();
  const python = pythonLine({ words });
  const basket = basketPanel({ door, words });
  const parts = [variables, rows, banner, options, table, chart, python, basket];
  const root = element(
    "div",
    {
      class: "phieu-widget phieu-bench", "data-lm-suppress-shortcuts": "true", tabindex: -1,
      onkeydown: onKey,
    },
    element("header", { class: "pt-bar" },
      title, base, rehearsed, element("span", { class: "pd-gap" }), word, silent),
    element("div", { class: "pt-columns" },
      variables.element,
      element("main", { class: "pt-main" },
        element("div", { class: "pt-shelves" }, rows.element, banner.element),
        options.element,
        element("div", { class: "pt-results" }, table.element, chart.element, python.element),
        basket.element)),
  );

  function onKey(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && event.key.toLowerCase() === "z" && event.target.tagName !== "INPUT") {
      event.preventDefault();
      door.wish({ type: event.shiftKey ? "redo" : "undo" });
    }
    event.stopPropagation();
  }

  function onMessage(answer, buffers) {
    if (answer?.type !== "state") return;
    door.answered(answer);
    const changed = new Set(Object.keys(answer.changed));
    state = { ...state, ...answer.changed };
    if (changed.has("top")) {
      title.textContent = state.top.title;
      base.textContent = state.top.base;
      rehearsed.hidden = !state.top.rehearsed;
    }
    if (changed.has("word")) {
      word.textContent = word.title = state.word.text;
      word.className = `pt-word pt-${state.word.severity || "good"}`;
    }
    for (const part of parts) part.update(state, changed, buffers?.[0]);
    root.dataset.lastMs = answer.lastMs;
  }

  model.on("msg:custom", onMessage);
  el.append(root);
  door.wish({ type: "hello" });
  return () => {
    model.off("msg:custom", onMessage);
    door.close();
    chart.close();
  };
}

export default { render };
