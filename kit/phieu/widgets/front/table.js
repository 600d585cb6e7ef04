// A table of the form: answers, rows, columns, levels; a line each, with details behind a button.

import { button, element, growSoon, keyOf } from "./dom.js";
import { dragging, rowDrop } from "./dragging.js";
import {
  bodiesControl, choiceControl, settledControl, textControl, tickControl,
} from "./fields.js";

function nameOf(item) {
  return item.id ?? item.value ?? "";
}

export function tableControl(entry, { door, words }) {
  const opened = new Set();
  let rows = [];
  let goal = null; // where the cursor goes once the kernel has moved its line
  const lines = element("div", { class: "pd-rows", role: "list", "aria-label": entry.label });
  const head = element("div", { class: "pd-row pd-row-head", "aria-hidden": "true" },
    element("span"), ...entry.columns.map((column) => element("span", {}, column.label)),
    element("span"));
  const widths = entry.columns
    .map((column) => (column.width ? `${column.width}em` : "minmax(8em, 1fr)")).join(" ");
  const holder = element("div", { class: "pd-table", style: `--pd-columns: ${widths}` },
    head, lines,
    button(`+ ${entry.addLabel}`, () => add(), {
      class: "pd-add-part", "data-does": "add-part",
    }));
  dragging(lines, {
    find: (target) => {
      const row = target.closest(".pd-grip") && target.closest("[data-row]");
      return row ? { place: Number(row.dataset.row) } : null;
    },
    place: ({ place }, y) => rowDrop(
      rows.map((row) => row.element.getBoundingClientRect()), place, y),
    drop: ({ place }, to) => move(place, to),
  });

  function add() {
    door.wish({ type: "add-part", path: entry.path, of: entry.of });
  }

  function move(from, to) {
    if (to < 0 || to >= rows.length) return;
    door.wish({ type: "move", ...named(from), to: [...entry.path, to] });
  }

  /** A line by its place and its id, for the place may be another before the kernel reads it. */
  function named(place, key) {
    const path = [...entry.path, place, ...(key ? [key] : [])];
    return { path, of: entry.of, part: rows[place]?.name };
  }

  function focusOn(place, column) {
    const key = keyOf([...entry.path, place, column]);
    lines.querySelector(`[data-at='${CSS.escape(key)}']`)?.focus();
  }

  function cell(column, place, item) {
    const path = [...entry.path, place, column.key];
    const value = item[column.key];
    const now = (next) => door.wish({ type: "edit", ...named(place, column.key), value: next });
    const typed = (next) => door.type({ type: "edit", ...named(place, column.key), value: next });
    const props = { "aria-label": `${column.label} ${place + 1}`, title: column.label };
    switch (column.control) {
      case "id":
        return settledControl(path, value ?? "", {
          ...props, class: "pd-code",
          send: (next) => door.wish({
            type: column.key === "id" ? "rename" : "edit", ...named(place, column.key), value: next,
          }),
        });
      case "tick":
        return tickControl(path, value, { send: now, label: column.label });
      case "choice":
        return choiceControl(path, value ?? "", column.choices, { ...props, send: now });
      case "bodies":
        return bodiesControl(path, value ?? [], column.choices, { send: now, label: column.label });
      case "words":
        return textControl("textarea", path, value ?? "", {
          ...props, door, rows: 1, class: "grows", send: typed,
        });
      default:
        return textControl("input", path, value ?? "", { ...props, door, send: typed });
    }
  }

  function row(place, item) {
    const cells = new Map();
    const shown = (column) => {
      const made = cell(column, place, item);
      cells.set(column.key, { made, column });
      return element("span", { "data-column": column.key, class: `pd-cell-${column.control}` },
        made.element);
    };
    const details = element("div", { class: "pd-details" });
    const isMarked = entry.details.some(({ key }) => item[key]?.length || item[key] === true);
    const opener = button("⋯", () => toggle(), {
      class: `pd-small${isMarked ? " pd-marked" : ""}`, title: words.details,
      "aria-label": words.details, "aria-expanded": "false",
    });
    function toggle(isOpen = !opened.has(place)) {
      opener.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) {
        opened.delete(place);
        details.replaceChildren();
        return;
      }
      opened.add(place);
      details.replaceChildren(...entry.details.map((column) => {
        const field = shown(column);
        if (column.control !== "tick") {
          field.prepend(element("small", {}, column.label));
        }
        return field;
      }));
    }
    const remove = button("✕", () => door.wish({ type: "delete", ...named(place) }), {
      class: "pd-small", title: words.remove, "aria-label": words.remove,
    });
    const made = element(
      "div",
      { class: "pd-row-block", role: "listitem", "data-row": place, onkeydown: onKey },
      element("div", { class: "pd-row" },
        element("span", { class: "pd-grip", title: words.dragHere, "aria-hidden": "true" }, "⠿"),
        ...entry.columns.map(shown),
        element("span", { class: "pd-row-buttons" },
          entry.details.length ? opener : null, remove)),
      details,
    );
    function onKey(event) {
      const column = event.target.closest("[data-column]")?.dataset.column;
      const step = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (step) {
        goal = { name: rows[place].name, column };
        door.wish({ type: "shift", ...named(place), step });
      }
      else if (event.key === "Enter" && event.target.matches("textarea") && !event.isComposing) {
        // A line of a table is one line: Enter goes on to the next.
        if (place + 1 < rows.length) focusOn(place + 1, column);
        else add();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }
    if (opened.has(place)) toggle(true);
    return {
      element: made,
      name: nameOf(item),
      update(next, isForced) {
        rows[place].name = nameOf(next);
        for (const { made: control, column } of cells.values()) {
          const empty = { tick: false, bodies: [] }[column.control] ?? "";
          control.update(next[column.key] ?? empty, isForced);
        }
      },
    };
  }

  function paint(items) {
    rows = items.map((item, place) => row(place, item));
    lines.replaceChildren(...rows.map((one) => one.element));
    growSoon(lines);
  }

  paint(entry.value);
  return {
    element: holder,
    update(next, isForced) {
      if (next.value.length !== rows.length) paint(next.value);
      else next.value.forEach((item, place) => rows[place].update(item, isForced));
      const place = rows.findIndex((one) => one.name === goal?.name);
      if (isForced && goal?.column && place >= 0) focusOn(place, goal.column);
      if (isForced) goal = null;
    },
  };
}
