// The pages of a rating pad: whose counter, the levels, why, what may be added.

import { bar, cards, facts, key, message, row, typing, words } from "/paint.js";
import { face, h } from "/parts.js";

/** The page that a pad shows. */
export function padPage(view, focused) {
  if (view.entry || view.mode === "technician") return written(view, focused);
  return [h("div", { class: "beside" }, ...officer(view), h("div", { class: "body" }, ...contents(view, focused)))];
}

function written(view, focused) {
  const contents = view.entry
    ? [typing(view.entry, view.main ? [key(view.main, "main", focused)] : [])]
    : [facts(view.lines)];
  return [bar(view.heading), h("div", { class: "body" },
    h("div", { class: "about" }, ...words("note", view.notice || view.note)),
    ...contents, ...row("options", view.options, "option", focused))];
}

/** Who serves, where, and whom. */
function officer({ officer: name, title, agency, counter, label }) {
  if (!name) return [];
  const where = [counter, label].filter(Boolean).join(" · ");
  return [h("aside", { class: "officer-panel" }, h("i", { "aria-hidden": "true" }),
    h("strong", {}, name), ...words("title", title), ...words("agency", agency), ...words("where", where))];
}

function contents(view, focused) {
  const asked = Boolean(view.levels.length || view.tiles.length);
  return [
    ...(asked ? words("heading", view.heading) : [told(view)]),
    ...(view.levels.length ? [levels(view, focused)] : []),
    ...(view.tiles.length ? [cards(view.tiles, focused)] : []),
    ...(asked ? words("hint", view.note) : []),
    ...words("notice", view.notice),
    ...row("options", view.options, "option", focused),
    ...(view.main ? [key(view.main, "main", focused)] : []),
  ];
}

function levels(view, focused) {
  return h("div", { class: view.tiles.length ? "rated small" : "rated" }, ...view.levels.map(([level, text]) => {
    const tile = { touch: level, text, enabled: true, chosen: level === view.chosen };
    const element = key(tile, "rating", focused);
    element.dataset.level = level;
    element.prepend(face(level));
    return element;
  }));
}

/** What is said while there is nothing to choose; the slogan of the centre when nobody is served. */
function told(view) {
  const note = [...(view.officer || view.code ? [] : words("place", view.counter)), ...words("hint", view.note)];
  if (view.mode === "idle") return h("div", { class: "slogan" }, h("p", {}, view.heading), ...note);
  const element = message(view.mode, "", view.heading);
  element.lastChild.append(...(view.code ? [h("strong", { class: "receipt" }, view.code)] : []), ...note);
  return element;
}
