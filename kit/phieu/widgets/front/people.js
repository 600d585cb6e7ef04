// Who sits at the station, and to do what: asked before anything is shown.

import { button, element } from "./dom.js";

export function peoplePanel({ words, begin }) {
  const coders = element("div", { class: "pc-people" });
  const settlers = element("div", { class: "pc-people" });
  const settling = element("section", {}, element("h3", {}, words.whoSettles), settlers);
  const about = element("p", { class: "pc-note" });
  const said = element("p", { class: "pc-said", role: "alert", "data-shows": "start-word" });
  const holder = element("section", { class: "pc-start", "aria-label": words.whoAreYou },
    element("h3", {}, words.whoAreYou), coders, about, settling, said);
  const name = element("input", { class: "pc-name", "aria-label": words.yourName,
    placeholder: words.yourName, onkeydown: onNameKey });

  function update(people) {
    coders.replaceChildren(...people.coders.map((one) => person(one, "coding")));
    about.textContent = people.coders.length > 1 ? words.blind : "";
    settling.hidden = people.coders.length < 2;
    settlers.replaceChildren(...people.settlers.map((one) => person(one, "adjudication")));
    if (people.anybody) settlers.append(name, button(words.start, start, { "data-does": "settle" }));
  }

  function person({ name: of, note }, step) {
    return button([element("strong", {}, of), element("small", {}, note)], () => begin(of, step),
      { class: "pc-person", "data-person": of, "data-step": step });
  }

  function start() {
    if (name.value.trim()) begin(name.value.trim(), "adjudication");
  }

  function onNameKey(event) {
    if (event.key === "Enter" && !event.isComposing) start();
  }

  function focus() {
    coders.querySelector("button")?.focus();
  }

  return { element: holder, update, focus, say: (text) => { said.textContent = text; } };
}
