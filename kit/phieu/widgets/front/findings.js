// What the checks say: a list below the form; a click goes to the place.

import { button, element, filled, keyOf } from "./dom.js";

const SIGNS = { error: "✖", warning: "▲", advice: "●" };
const ORDER = ["error", "warning", "advice"];

export function findingsList({ words, go }) {
  const hidden = new Set();
  let findings = [];
  const counts = element("div", { class: "pd-counts", role: "group", "aria-label": words.findings });
  const list = element("ul", { class: "pd-findings-list" });

  function paint() {
    counts.replaceChildren(
      element("strong", {}, words.findings),
      ...ORDER.map((severity) => {
        const count = findings.filter((one) => one.severity === severity).length;
        return button(`${SIGNS[severity]} ${count} ${words.severities[severity]}`, () => {
          if (hidden.has(severity)) hidden.delete(severity);
          else hidden.add(severity);
          paint();
        }, {
          class: `pd-chip pd-${severity}`, "aria-pressed": !hidden.has(severity),
          title: words.filter,
        });
      }),
    );
    const shown = findings.filter((one) => !hidden.has(one.severity));
    list.replaceChildren(...(shown.length ? shown.map(item)
      : [element("li", { class: "pd-none" }, findings.length ? words.allHidden : words.noFindings)]));
  }

  function item(finding) {
    const parts = [
      element("span", { class: "pd-found", "aria-hidden": "true" }, SIGNS[finding.severity]),
      element("span", { class: "pd-finding-words" },
        element("strong", {}, `${words.severities[finding.severity]} · ${finding.where}`),
        element("span", {}, finding.message),
        element("span", { class: "pd-fix" }, `→ ${finding.fix}`),
        finding.why ? element("span", { class: "pd-why" }, finding.why) : null,
        element("code", {}, `${finding.rule} · ${filled(words.line, { line: finding.line })}`)),
    ];
    return element("li", { class: `pd-finding pd-${finding.severity}` },
      button(parts, () => go(finding), { class: "pd-finding-go", "data-rule": finding.rule,
        "data-part": keyOf(finding.part) }));
  }

  return {
    element: element("section", { class: "pd-findings", "aria-label": words.findings }, counts, list),
    update(next, changed) {
      if (!changed.has("findings")) return;
      const order = (one) => ORDER.indexOf(one.severity);
      findings = [...next.findings].sort((one, other) => order(one) - order(other));
      paint();
    },
  };
}
