// The middle column: the form of the part that is chosen.

import { element, growSoon, keyOf } from "./dom.js";
import {
  bodiesControl, choiceControl, pairsControl, settledControl, textControl, tickControl,
  translationsControl,
} from "./fields.js";
import { tableControl } from "./table.js";

/** The groups that can be folded away; the others always show. */
const FOLDED = ["asked", "more"];
const GROUPS = ["name", "words", "translation", "answers", "asked", "more"];

function shapeOf(entry) {
  return JSON.stringify([
    entry.path, entry.of, entry.control, entry.choices ?? null, entry.columns ?? null, entry.label,
  ]);
}

export function formColumn({ door, words }) {
  let shapes = "";
  let controls = [];
  const folds = {};
  const body = element("div", { class: "pd-form-body" });

  function control(entry) {
    const { path, value, label } = entry;
    const { of } = entry;
    const now = (next) => door.wish({ type: "edit", path, of, value: next });
    const typed = (next) => door.type({ type: "edit", path, of, value: next });
    const props = { "aria-label": label, title: entry.help };
    switch (entry.control) {
      case "table": return tableControl(entry, { door, words });
      case "pairs": return pairsControl(entry, { door, words });
      case "translations": return translationsControl(entry, { door });
      case "tick": return wrapped(tickControl(path, value, { send: now, label }));
      case "bodies": return wrapped(bodiesControl(path, value, entry.choices, { send: now, label }));
      case "choice": {
        const send = path.at(-1) === "kind"
          ? (next) => door.wish({ type: "kind", path: path.slice(0, -1), of, value: next }) : now;
        return wrapped(choiceControl(path, value, entry.choices, { ...props, send }));
      }
      case "id":
        return wrapped(settledControl(path, value, {
          ...props, class: "pd-code", send: (next) => door.wish({ type: "rename", path, of, value: next }),
        }));
      case "words":
        return wrapped(textControl("textarea", path, value, {
          ...props, door, rows: 1, class: "grows", send: typed,
        }));
      case "expression":
        return wrapped(textControl("input", path, value, {
          ...props, door, class: "pd-code", placeholder: words.expression, send: typed,
        }));
      default:
        return wrapped(textControl("input", path, value, {
          ...props, door, send: typed, class: entry.control === "number" ? "pd-short" : undefined,
          inputmode: entry.control === "number" ? "decimal" : undefined,
        }));
    }
  }

  /** The simple controls are told a value, the tables a whole entry. */
  function wrapped(simple) {
    return { ...simple, update: (entry, isForced) => simple.update(entry.value, isForced) };
  }

  function field(entry, made) {
    const isWide = ["table", "pairs", "translations", "words"].includes(entry.control);
    return element("div", { class: `pd-field pd-field-${entry.control}${isWide ? " pd-wide" : ""}` },
      entry.control === "tick" ? null
        : element("div", { class: "pd-label", title: entry.help }, entry.label),
      made.element);
  }

  function isFilled(entry) {
    return entry.value === true || entry.value?.length > 0;
  }

  function paint(entries) {
    controls = entries.map(control);
    const groups = new Map();
    entries.forEach((entry, place) => {
      const fields = groups.get(entry.group) ?? [];
      groups.set(entry.group, [...fields, field(entry, controls[place])]);
    });
    const inOrder = GROUPS.filter((group) => groups.has(group));
    body.replaceChildren(...inOrder.map((group) => {
      const fields = groups.get(group);
      if (!FOLDED.includes(group)) {
        return element("div", { class: `pd-group pd-group-${group}` }, ...fields);
      }
      const used = entries.filter((entry) => entry.group === group && isFilled(entry)).length;
      return element("details", {
        class: `pd-group pd-group-${group}`, open: folds[group] ?? (group === "asked" && used > 0),
        ontoggle: (event) => growSoon(event.target),
      }, element("summary", {
        // Only what the person does is remembered, not what opens by itself.
        onclick: (event) => { folds[group] = !event.currentTarget.parentElement.open; },
      }, words.groups[group], used ? element("b", {}, ` · ${used}`) : null),
      element("div", {}, ...fields));
    }));
    growSoon(body);
  }

  /** Where the cursor was, so that it is there again after everything was drawn anew. */
  function kept(draw) {
    const was = body.contains(document.activeElement) ? document.activeElement : null;
    const [at, from, to] = [was?.dataset.at, was?.selectionStart, was?.selectionEnd];
    draw();
    const now = at && body.querySelector(`[data-at='${CSS.escape(at)}']`);
    if (!now || now === was) return;
    // Typed while the answer was on its way: that is still to be sent, and must not be lost here.
    if (!door.isIdle && "value" in now) now.value = was.value;
    now.focus({ preventScroll: true });
    if (typeof from === "number" && now.setSelectionRange) now.setSelectionRange(from, to);
  }

  // Texts wrap anew when the column changes its width, or comes into sight.
  const watch = new ResizeObserver(() => growSoon(body));
  watch.observe(body);

  return {
    close: () => watch.disconnect(),
    element: element("section", { class: "pd-form", "aria-label": words.form }, body),
    update(next, changed, isForced) {
      if (!changed.has("form")) return;
      const found = next.form.map(shapeOf).join();
      if (found !== shapes) {
        shapes = found;
        kept(() => paint(next.form));
      } else {
        kept(() => next.form.forEach((entry, place) => controls[place].update(entry, isForced)));
      }
    },
    /** The cursor into a new part's text, which the first key then replaces. */
    focusOn(path) {
      const keys = path.length > 4 ? ["label", "text"] : ["text", "title", "name"];
      for (const key of keys) {
        const found = body.querySelector(`[data-at='${CSS.escape(keyOf([...path, key]))}']`);
        if (!found) continue;
        found.focus();
        found.select?.();
        return;
      }
    },
    focus: () => body.querySelector("textarea, input, select")?.focus(),
  };
}
