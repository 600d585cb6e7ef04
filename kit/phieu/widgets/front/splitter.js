// A border between two columns that can be moved; the browser remembers where it stood.

import { element } from "./dom.js";

const STEP = 2;

/** The share of a width, in per cent, within its limits. */
export function share(wanted, [least, most]) {
  return Math.round(Math.min(most, Math.max(least, wanted)) * 10) / 10;
}

/** name: of the custom property on `holder()`. fromRight: the column is right of the border. */
export function splitter(holder, { name, label, limits, fromRight }) {
  const key = `phieu-designer${name}`;
  let now = null;
  const border = element("div", {
    class: "pd-splitter", role: "separator", "aria-orientation": "vertical", "aria-label": label,
    title: label, tabindex: 0, "aria-valuemin": limits[0], "aria-valuemax": limits[1],
    onpointerdown: (event) => border.setPointerCapture(event.pointerId),
    onpointermove: (event) => {
      if (!border.hasPointerCapture(event.pointerId)) return;
      const frame = holder().getBoundingClientRect();
      const width = fromRight ? frame.right - event.clientX : event.clientX - frame.left;
      set((width / frame.width) * 100);
    },
    onkeydown: (event) => {
      const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
      if (!step) return;
      event.preventDefault();
      set(current() + (fromRight ? -step : step));
    },
  });

  function current() {
    const beside = fromRight ? border.nextElementSibling : border.previousElementSibling;
    return now ?? (beside.clientWidth / holder().clientWidth) * 100;
  }

  function set(wanted) {
    now = share(wanted, limits);
    holder().style.setProperty(name, `${now}%`);
    border.setAttribute("aria-valuenow", now);
    try {
      localStorage.setItem(key, String(now));
    } catch {
      // Storage may be forbidden; the width then lasts as long as the page.
    }
  }

  return {
    element: border,
    restore() {
      let known = NaN;
      try {
        known = Number.parseFloat(localStorage.getItem(key));
      } catch {
        // As above.
      }
      if (Number.isFinite(known)) set(known);
    },
  };
}
