// A table as it was laid out: the same marks as in a notebook's own output, every text as text.

import { element } from "./dom.js";

export function figures({ words, look }) {
  const holder = element("div", { class: "phieu-table", "data-shows": "table" });
  const style = element("style", {}, look);

  function head(table) {
    return table.spans.map((spans, line) => element(
      "tr", {},
      line === 0
        ? element("th", { class: "corner last", rowspan: table.spans.length }, table.corner)
        : null,
      spans.map((one) => element(
        "th",
        {
          scope: one.columns > 1 ? "colgroup" : "col", colspan: one.columns, rowspan: one.lines,
          class: one.columns > 1 ? "over" : one.lines > 1 ? "last" : null,
        },
        one.text,
        one.letter ? element("span", { class: "letter" }, ` (${one.letter})`) : null,
      )),
    ));
  }

  function row(one, room) {
    return element(
      "tr", { class: one.total ? "total" : null },
      element("th", { scope: "row" }, one.heading),
      one.cells.map((cell, place) => element(
        "td", { class: cell.kind || null }, cell.text,
        room[place] ? element("span", {
          class: "letters", style: `min-width: ${room[place]}ch`,
        }, cell.letters) : null,
      )),
    );
  }

  function body(table, section) {
    const title = element("th", {
      class: "section", scope: "rowgroup", colspan: table.width + 1,
    }, section.heading);
    return element(
      "tbody", { class: section.heading ? "within" : null },
      section.heading ? element("tr", {}, title) : null,
      section.rows.map((one) => row(one, table.room)),
    );
  }

  function shown(table) {
    const caption = element("caption", {},
      table.warning ? element("span", { class: "warning" }, table.warning) : null, table.title);
    const under = table.under.map((line) => element("p", {}, line));
    return [
      style,
      element("table", {}, caption, element("thead", {}, head(table)),
        table.sections.map((section) => body(table, section))),
      element("div", { class: "under" }, under),
    ];
  }

  return {
    element: holder,
    update(state, changed) {
      if (!changed.has("table") && !changed.has("problem")) return;
      if (state.table) holder.replaceChildren(...shown(state.table));
      else {
        const props = state.problem ? { class: "pt-problem", role: "alert" } : { class: "pt-none" };
        holder.replaceChildren(element("p", props, state.problem || words.nothingChosen));
      }
    },
  };
}
