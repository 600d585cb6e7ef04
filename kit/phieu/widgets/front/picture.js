// The chart that belongs to the table: a picture with its text alternative.

import { element } from "./dom.js";

export function picture() {
  const image = element("img", { class: "pt-chart", hidden: true, "data-shows": "chart" });

  function free() {
    if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
  }

  return {
    element: image,
    update(state, changed, buffer) {
      if (!changed.has("chart")) return;
      free();
      image.hidden = !state.chart.shown;
      image.alt = state.chart.alt;
      if (state.chart.shown && buffer) {
        image.src = URL.createObjectURL(new Blob([buffer], { type: "image/png" }));
      }
    },
    close: free,
  };
}
