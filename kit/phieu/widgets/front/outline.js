// The left column: a tree of everything that can be chosen, moved and deleted.

import { button, element, filled, keyOf } from "./dom.js";
import { dragging, outlineDrop } from "./dragging.js";
import { openMenu } from "./menu.js";

const SIGNS = {
  single: "◉", multiple: "☑", scale: "★", matrix: "▦", ranking: "⇅", score: "10", integer: "12",
  decimal: "1,2", number_table: "#", date: "31", month: "05", short_text: "T", text: "¶",
  cascade: "⇲", consent: "✓", note: "i", hidden: "·", calculated: "=", paper_box: "▢",
};
const SEVERITY_SIGNS = { error: "✖", warning: "▲", advice: "●" };

export function outlineColumn({ door, words, openBank }) {
  const closed = new Set();
  let state = { outline: [], selected: [] };
  const tree = element("div", {
    class: "pd-tree", role: "tree", "aria-label": words.outline, onkeydown: onKey,
  });
  const adder = button(words.add, () => {
    openMenu(adder, words.kinds, (kind) => door.wish({ type: "add", kind, after: state.selected }));
  }, { "aria-haspopup": "menu", class: "pd-primary", "data-does": "add" });
  const tools = element(
    "div", { class: "pd-tools", role: "toolbar", "aria-label": words.outlineTools },
    adder,
    button(words.addSection, () => door.wish({ type: "add-section", after: state.selected }), {
      "data-does": "add-section",
    }),
    button(words.addScale, () => door.wish({ type: "add-scale" }), { "data-does": "add-scale" }),
    button(words.fromBank, openBank, { "data-does": "bank" }),
    element("span", { class: "pd-gap" }),
    button(words.copy, () => door.wish({ type: "copy", ...chosen() }), {
      "data-does": "copy",
    }),
    button(words.delete, remove, { "data-does": "delete", title: words.deleteKey }),
  );
  dragging(tree, {
    find: (target) => {
      const line = target.closest("[data-path]");
      const path = line && JSON.parse(line.dataset.path);
      return path?.[0] === "sections" ? path : null;
    },
    place: (path, y) => outlineDrop(seen(), path, y),
    drop: (path, to) => door.wish({ type: "move", ...named(path), to }),
  });

  function seen() {
    return [...tree.querySelectorAll("[data-path]")]
      .map((line) => ({
        path: JSON.parse(line.dataset.path),
        isClosed: line.getAttribute("aria-expanded") === "false",
        count: Number(line.dataset.count ?? 0),
        top: line.getBoundingClientRect().top,
        bottom: line.getBoundingClientRect().bottom,
      }))
      .filter((line) => line.path[0] === "sections");
  }

  function visible() {
    return state.outline.filter(
      (line) => line.level === 1 || !closed.has(keyOf(line.path.slice(0, 2))),
    );
  }

  /** A part by its path and its id, for the path may have moved before the kernel reads it. */
  function named(path) {
    const line = state.outline.find((one) => keyOf(one.path) === keyOf(path));
    return { path, of: line?.role === "section" ? line.number : line?.id };
  }

  function chosen() {
    return named(state.selected);
  }

  function choose(path) {
    door.wish({ type: "select", ...named(path) });
    state = { ...state, selected: path };
    paint();
  }

  function remove() {
    if (state.selected.length >= 2) door.wish({ type: "delete", ...chosen() });
  }

  function onKey(event) {
    const lines = visible();
    const at = lines.findIndex((line) => keyOf(line.path) === keyOf(state.selected));
    const go = (place) => lines[place] && choose(lines[place].path);
    const isMoved = event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key);
    if (isMoved) move(event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "ArrowDown") go(Math.min(at + 1, lines.length - 1));
    else if (event.key === "ArrowUp") go(Math.max(at - 1, 0));
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(lines.length - 1);
    else if (event.key === "ArrowLeft") fold(true);
    else if (event.key === "ArrowRight") fold(false);
    else if (event.key === "Delete") remove();
    else if (event.key === "Enter") tree.dispatchEvent(new CustomEvent("pd-open", { bubbles: true }));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function move(step) {
    if (state.selected[0] !== "sections") return;
    door.wish({ type: "shift", ...chosen(), step });
  }

  function fold(isClosing) {
    if (state.selected[0] !== "sections") return;
    const section = state.selected.slice(0, 2);
    if (isClosing) {
      closed.add(keyOf(section));
      if (state.selected.length > 2) choose(section);
    } else closed.delete(keyOf(section));
    paint();
  }

  function line(entry) {
    const key = keyOf(entry.path);
    const isChosen = key === keyOf(state.selected);
    const isSection = entry.role === "section";
    const isClosed = isSection && closed.has(key);
    const found = words.severities[entry.severity];
    return element(
      "div",
      {
        class: `pd-line pd-${entry.role}${entry.absent ? " pd-absent" : ""}`,
        role: "treeitem", "aria-level": entry.level, "aria-selected": isChosen,
        "aria-expanded": isSection ? !isClosed : undefined,
        "data-path": key, "data-count": entry.count, "data-id": entry.id ?? entry.number,
        tabindex: isChosen ? 0 : -1,
        title: [entry.kindWord, entry.text, entry.absent ? words.absent : ""]
          .filter(Boolean).join("\n"),
        onclick: () => { choose(entry.path); tree.querySelector("[aria-selected=true]")?.focus(); },
        ondblclick: () => isSection && fold(!isClosed),
      },
      element("span", { class: "pd-sign", "aria-hidden": "true" },
        isSection ? (isClosed ? "▸" : "▾") : (SIGNS[entry.kind] ?? "")),
      element("span", { class: "pd-number" }, entry.number),
      element("span", { class: "pd-words" }, entry.text || words.noText),
      found ? element("span", {
        class: `pd-found pd-${entry.severity}`, title: found, "aria-label": found, role: "img",
      }, SEVERITY_SIGNS[entry.severity]) : null,
      entry.page ? element("span", {
        class: "pd-on-page", title: filled(words.onPage, { page: entry.page }),
      }, String(entry.page)) : null,
    );
  }

  function paint() {
    const hadFocus = tree.contains(document.activeElement);
    tree.replaceChildren(...visible().map(line));
    const chosen = tree.querySelector("[aria-selected=true]") ?? tree.firstElementChild;
    if (!chosen) return;
    chosen.tabIndex = 0;
    if (hadFocus) chosen.focus({ preventScroll: true });
    const [inner, outer] = [chosen.getBoundingClientRect(), tree.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      tree.scrollTop += inner.top - outer.top - outer.height / 3;
    }
  }

  return {
    element: element("nav", { class: "pd-outline", "aria-label": words.outline }, tools, tree),
    update(next, changed) {
      if (!changed.has("outline") && !changed.has("selected")) return;
      state = { outline: next.outline, selected: next.selected };
      for (const button of tools.querySelectorAll("[data-does=copy], [data-does=delete]")) {
        button.disabled = next.selected.length < 2;
      }
      paint();
    },
    focus: () => tree.querySelector("[aria-selected=true]")?.focus(),
  };
}
