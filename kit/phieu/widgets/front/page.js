// The right column: the page as it will be printed, and which variant of it is shown.

import { button, element, filled, setOptions } from "./dom.js";

const A4_INCHES = 8.27;
const ZOOMS = [1, 1.5, 2];

export function pageColumn({ door, words }) {
  let shown = { page: 1, count: 1 };
  let address = null;
  let zoom = 1;
  const look = (wish) => door.wish({ type: "look", ...wish });
  const select = (label, key) => element("select", {
    "aria-label": label, title: label, "data-look": key,
    onchange: (event) => look({ [key]: event.target.value }),
  });
  const body = select(words.body, "body");
  const unitType = select(words.unitType, "unitType");
  const language = select(words.language, "language");
  const back = button("‹", () => look({ page: shown.page - 1 }), {
    "aria-label": words.pageBack, title: words.pageBack, "data-does": "page-back",
  });
  const on = button("›", () => look({ page: shown.page + 1 }), {
    "aria-label": words.pageOn, title: words.pageOn, "data-does": "page-on",
  });
  const count = element("span", { class: "pd-page-count", "data-shows": "pages" });
  const free = element("span", { class: "pd-free", "data-shows": "free" });
  const nearer = element("select", {
    "aria-label": words.zoom, title: words.zoom, class: "pd-zoom",
    onchange: () => {
      zoom = Number(nearer.value);
      picture.style.width = `${zoom * 100}%`;
      measure();
    },
  }, ZOOMS.map((size) => element("option", { value: size },
    size === 1 ? words.fit : `${size * 100} %`)));
  const picture = element("img", { class: "pd-picture", alt: "", draggable: "false" });
  const trouble = element("div", { class: "pd-trouble", role: "status" });
  const frame = element("div", { class: "pd-paper", tabindex: 0, "aria-label": words.page }, picture);
  let dpi = 0;

  /** As many dots as the screen has for it, in steps, so that little changes cost nothing. */
  function measure() {
    const wanted = (frame.clientWidth * zoom * window.devicePixelRatio) / A4_INCHES;
    const next = Math.max(60, Math.min(250, Math.ceil(wanted / 20) * 20));
    if (!frame.clientWidth || next === dpi) return;
    dpi = next;
    look({ dpi });
  }
  const watch = new ResizeObserver(() => measure());
  watch.observe(frame);
  frame.addEventListener("keydown", (event) => {
    const step = { PageDown: 1, PageUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    look({ page: shown.page + step });
  });

  return {
    element: element("aside", { class: "pd-page", "aria-label": words.page },
      element("div", { class: "pd-page-bar" }, body, unitType, language),
      element("div", { class: "pd-page-bar" }, back, count, on, free,
        element("span", { class: "pd-gap" }), nearer),
      trouble, frame),
    update(next, changed, _isForced, picture_) {
      if (changed.has("look")) {
        setOptions(body, next.look.bodies, next.look.body);
        setOptions(unitType, next.look.unitTypes, next.look.unitType);
        setOptions(language, next.look.languages, next.look.language);
        language.hidden = next.look.languages.length < 2;
      }
      if (!changed.has("page")) return;
      shown = next.page;
      const values = { page: shown.page, count: shown.count, mm: Math.round(shown.freeMm) };
      count.textContent = filled(words.pageOf, values);
      free.textContent = filled(words.free, values);
      back.disabled = shown.page <= 1;
      on.disabled = shown.page >= shown.count;
      trouble.replaceChildren(...[shown.trouble, ...shown.misfits].filter(Boolean)
        .map((text) => element("div", {}, text)));
      frame.classList.toggle("pd-stale", Boolean(shown.trouble));
      picture.alt = count.textContent;
      picture.dataset.stamp = shown.stamp;
      if (!picture_) return;
      const fresh = URL.createObjectURL(new Blob([picture_], { type: "image/png" }));
      picture.src = fresh;
      if (address) URL.revokeObjectURL(address);
      address = fresh;
    },
    close() {
      watch.disconnect();
      if (address) URL.revokeObjectURL(address);
    },
  };
}
