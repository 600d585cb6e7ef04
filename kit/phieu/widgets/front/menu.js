// A menu below a button: arrows choose, Enter takes, Escape leaves.

import { element } from "./dom.js";

/** entries: [value, word, help]. onChosen gets the value. */
export function openMenu(opener, entries, onChosen) {
  const root = opener.closest(".phieu-designer");
  root.querySelector(".pd-menu")?.remove();
  const close = (isGivenBack = true) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    opener.setAttribute("aria-expanded", "false");
    if (isGivenBack) opener.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target) && event.target !== opener) close(false);
  };
  const items = entries.map(([value, word, help]) => element(
    "button",
    {
      type: "button", role: "menuitem", "data-value": value,
      onclick: () => { close(false); onChosen(value); },
    },
    element("strong", {}, word), help ? element("small", {}, help) : null,
  ));
  const menu = element("div", { class: "pd-menu", role: "menu", onkeydown: onKey }, ...items);
  function onKey(event) {
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length].focus();
    else if (event.key === "Home") items[0].focus();
    else if (event.key === "End") items.at(-1).focus();
    else if (event.key === "Escape") close();
    else if (event.key === "Tab") close(false);
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  }
  const [box, frame] = [opener.getBoundingClientRect(), root.getBoundingClientRect()];
  menu.style.left = `${box.left - frame.left}px`;
  menu.style.top = `${box.bottom - frame.top + 2}px`;
  root.append(menu);
  opener.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  items[0]?.focus();
}
