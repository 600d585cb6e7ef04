// Elements made of plain values. Text is always text: nothing of a questionnaire becomes markup.

/** An element. props: attributes; `on…` are listeners, `class` and `data-…` as in HTML. */
export function element(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null) continue;
    // For assistive technology “false” says something that nothing does not say.
    if (name.startsWith("aria-")) made.setAttribute(name, String(value));
    if (name.startsWith("aria-") || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value") made.value = value;
    else if (name === "checked") made.checked = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that is one click: never a form's submit. */
export function button(label, onclick, props = {}) {
  return element("button", { type: "button", onclick, ...props }, label);
}

/** The options of a select, and the one that is chosen. */
export function setOptions(select, pairs, chosen) {
  const known = JSON.stringify(pairs);
  if (select.dataset.known !== known) {
    select.replaceChildren(
      ...pairs.map(([value, label]) => element("option", { value }, label)),
    );
    select.dataset.known = known;
  }
  select.value = chosen;
}

/** The text of a pattern such as "page {page}". */
export function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A path as one word, for comparing and for finding the control that shows it. */
export function keyOf(path) {
  return JSON.stringify(path);
}

/** A textarea as high as its text. */
export function grow(area) {
  if (area.tagName !== "TEXTAREA") return;
  area.style.height = "auto";
  // The border is part of the height that is set, not of the one that is measured.
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}

/** The same after the element has come into the page. */
export function growSoon(holder) {
  requestAnimationFrame(() => holder.querySelectorAll("textarea.grows").forEach(grow));
}
