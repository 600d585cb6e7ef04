// How the table is made: each control is one setting of the kernel's.

import { element, setOptions } from "./dom.js";

export function optionsBar({ door, words }) {
  const set = (name, value) => door.wish({ type: "option", name, value });
  const percent = element("select", {
    "aria-label": words.percent, "data-does": "percent",
    onchange: () => set("percent", percent.value),
  });
  const ticks = Object.fromEntries(words.ticks.map(([name, label, help]) => [
    name,
    element("input", {
      type: "checkbox", title: help, "data-does": name, "aria-label": label,
      onchange: (event) => set(name, event.target.checked),
    }),
  ]));
  const labelled = words.ticks.map(([name, label, help]) =>
    element("label", { class: "pt-tick", title: help }, ticks[name], label));

  return {
    element: element("div", { class: "pt-options", role: "toolbar", "aria-label": words.options },
      element("label", { class: "pt-tick" }, words.percent, percent), ...labelled),
    update(state, changed) {
      if (!changed.has("options")) return;
      setOptions(percent, words.percents, state.options.percent);
      for (const [name, tick] of Object.entries(ticks)) tick.checked = state.options[name];
      ticks.bonferroni.disabled = !state.options.letters;
    },
  };
}
