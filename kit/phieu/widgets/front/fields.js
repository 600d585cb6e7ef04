// The form's controls. Each gives {element, update(entry, isForced)} and sends what it is told.

import { button, element, grow, keyOf } from "./dom.js";

/**
 * A text control that never waits: what is typed stays, and goes out when the typist pauses.
 * Letters that an input method is still composing are not sent.
 */
export function textControl(tag, path, value, { door, send, ...props }) {
  let isComposing = false;
  const tell = () => { if (!isComposing) send(control.value); };
  const control = element(tag, {
    spellcheck: "false", autocomplete: "off", ...props, "data-at": keyOf(path), value,
    oncompositionstart: () => { isComposing = true; },
    oncompositionend: () => { isComposing = false; tell(); },
    oninput: () => { grow(control); tell(); },
    onblur: () => door.flush(),
  });
  return {
    element: control,
    /** What the kernel has, unless the person is just writing here. */
    update(text, isForced) {
      if (isComposing || control.value === text) return;
      const isBusy = control === document.activeElement || door.isWaiting(path);
      if (isBusy && !isForced) return;
      control.value = text;
      grow(control);
    },
  };
}

/** A text that counts only when it is left: an id. The old one comes back on Escape. */
export function settledControl(path, value, { send, ...props }) {
  let known = value;
  const tell = () => { if (control.value.trim() !== known) send(control.value.trim()); };
  const control = element("input", {
    type: "text", spellcheck: "false", autocomplete: "off", ...props,
    "data-at": keyOf(path), value, onchange: tell,
    onkeydown: (event) => {
      if (event.key === "Escape") control.value = known;
      else if (event.key === "Enter") tell();
      else return;
      event.stopPropagation();
    },
  });
  return {
    element: control,
    update(text, isForced) {
      const isBusy = control === document.activeElement && control.value !== known;
      known = text;
      if (!isBusy || isForced) control.value = text;
    },
  };
}

export function tickControl(path, value, { send, label }) {
  const tick = element("input", {
    type: "checkbox", checked: value === true, "data-at": keyOf(path),
    onchange: () => send(tick.checked),
  });
  return {
    element: element("label", { class: "pd-tick" }, tick, element("span", {}, label)),
    update(next) { tick.checked = next === true; },
  };
}

export function choiceControl(path, value, choices, { send, ...props }) {
  const select = element("select", {
    ...props, "data-at": keyOf(path), onchange: () => send(select.value),
  }, choices.map(([choice, word]) => element("option", { value: choice }, word)));
  select.value = value;
  return { element: select, update(next) { select.value = next; } };
}

/** One tick a body; none means all. */
export function bodiesControl(path, value, bodies, { send, label }) {
  const ticks = bodies.map(([body, name]) => element("input", {
    type: "checkbox", value: body, checked: value.includes(body), title: name,
    "data-at": keyOf([...path, body]),
    onchange: () => send(ticks.filter((tick) => tick.checked).map((tick) => tick.value)),
  }));
  return {
    element: element("span", { class: "pd-bodies", role: "group", "aria-label": label },
      ticks.map((tick, place) => element("label", { class: "pd-tick", title: bodies[place][1] },
        tick, element("span", {}, bodies[place][0])))),
    update(next) { for (const tick of ticks) tick.checked = next.includes(tick.value); },
  };
}

/** Keys with a text each, and an empty line for one more. */
export function pairsControl(entry, { door, words }) {
  const holder = element("div", { class: "pd-pairs" });
  let lines = [];
  const suggestions = element("datalist", { id: `pd-${Math.random().toString(36).slice(2)}` },
    entry.suggested.map((word) => element("option", { value: word })));

  function line(position, [key, text]) {
    const path = [...entry.path, position];
    let [nowKey, nowText] = [key, text];
    const wish = () => (
      { type: "pair", path: entry.path, of: entry.of, position, key: nowKey, value: nowText }
    );
    const isNamed = () => nowKey || lines[position]?.known; // else a line to be begun
    const name = settledControl([...path, "key"], key, {
      "aria-label": entry.keyLabel, placeholder: entry.keyLabel, list: suggestions.id,
      class: "pd-code", send: (value) => { nowKey = value; if (isNamed()) door.wish(wish()); },
    });
    const said = textControl("textarea", [...path, "text"], text, {
      door, rows: 1, class: "grows", "aria-label": entry.textLabel, placeholder: entry.textLabel,
      send: (value) => { nowText = value; if (isNamed()) door.type(wish()); },
    });
    const remove = button("✕", () => {
      const { known } = lines[position];
      if (known) door.wish({ type: "delete", path: [...entry.path, known], of: entry.of });
    }, { class: "pd-small", title: words.remove, "aria-label": words.remove });
    return {
      known: key, name, said,
      element: element("div", { class: "pd-pair" }, name.element, said.element, remove),
      update([nextKey, nextText], isForced) {
        lines[position].known = nowKey = nextKey;
        name.update(nextKey, isForced);
        said.update(nextText, isForced);
        nowText = said.element.value;
      },
    };
  }

  function paint(pairs) {
    lines = [...pairs, ["", ""]].map((pair, position) => line(position, pair));
    holder.replaceChildren(suggestions, ...lines.map((one) => one.element));
  }

  paint(entry.value);
  return {
    element: holder,
    update(next, isForced) {
      if (next.value.length !== lines.length - 1) paint(next.value);
      else next.value.forEach((pair, position) => lines[position].update(pair, isForced));
    },
  };
}

/** Every text of a part beside its translation. */
export function translationsControl(entry, { door }) {
  const holder = element("div", { class: "pd-translations" });
  let lines = new Map();
  const at = (key) => [...entry.path, key];
  function paint(next) {
    lines = new Map(next.map(({ key, original, value }) => [key, textControl("textarea", at(key),
      value, {
        door, rows: 1, class: "grows", "aria-label": `${entry.label}: ${original}`,
        send: (text) => door.type({ type: "edit", path: at(key), value: text }),
      })]));
    holder.replaceChildren(...next.map(({ key, original }) => element(
      "div", { class: "pd-translation" },
      element("span", { class: "pd-original" }, original), lines.get(key).element,
    )));
  }
  paint(entry.value);
  return {
    element: holder,
    update(next, isForced) {
      const same = next.value.length === lines.size && next.value.every((l) => lines.has(l.key));
      if (!same) paint(next.value);
      else {
        for (const { key, value } of next.value) lines.get(key).update(value, isForced);
        [...holder.querySelectorAll(".pd-original")].forEach((span, place) => {
          span.textContent = next.value[place].original;
        });
      }
    },
  };
}
