// The pages of a kiosk: lists of procedures, one procedure, papers to tick, a dossier, the plan.

import { bar, facts, key, message, row, typing, words } from "/paint.js";
import { h } from "/parts.js";

/** The page that a kiosk shows. */
export function kioskPage(view, focused) {
  const { page } = view;
  if (!page) return [bar(""), told(view)];
  if (page.name === "attract") return [invitation(page)];
  return [bar(page.title), h("div", { class: page.entry ? "body entering" : "body" },
    h("div", { class: "about" }, ...words("notice", view.notice), ...words("ribbon", page.ribbon),
      ...words("note", page.note)),
    ...row("tabs", page.tabs, "tab", focused),
    ...contents(page, focused),
    ...words("source", page.source))];
}

/** How a wish ended; a touch anywhere goes on. */
function told(view) {
  const element = message(view.mode, view.label?.replace(" ", ""), view.sentence);
  if (view.mode !== "working") element.dataset.touch = "wake";
  return element;
}

function invitation(page) {
  return h("button", { type: "button", class: "invitation", "data-touch": page.main.touch },
    h("strong", {}, page.title), h("span", {}, page.ribbon), h("b", {}, page.main.text), h("small", {}, page.source));
}

function contents(page, focused) {
  if (page.entry) return [typing(page.entry, found(page, focused))];
  if (page.name === "start") return [first(page, focused)];
  const beside = [...row("options", page.options, "option", focused),
    ...(page.main ? [key(page.main, "main", focused)] : [])];
  const read = page.lines.length ? facts(page.lines) : page.plan ? plan(page.plan) : list(page, focused);
  return [h("div", { class: beside.length ? "reading with-buttons" : "reading" }, read,
    ...(beside.length ? [h("div", { class: "next" }, ...beside)] : []))];
}

function first(page, focused) {
  return h("div", { class: "first" }, ...page.items.map(({ tile }, at) => key(tile, at ? "card" : "main", focused)));
}

function found(page, focused) {
  const results = page.items.length ? [list(page, focused)] : [];
  return [...results, ...(page.main ? [key(page.main, "main", focused)] : [])];
}

// --- What can be read and chosen: as high as it is ------------------------------------------------

function list(page, focused) {
  return h("div", { class: "list", "data-list": page.key || page.name },
    ...page.items.map((item, at) => shown(item, at, focused)));
}

function shown(item, at, focused) {
  if (item.tile) return card(item, focused);
  const element = item.content === undefined ? block(item) : code(item);
  element.classList.toggle("focused", focused({ touch: `read:${at}` }));
  return element;
}

function card({ tile, chips, ticked, sign }, focused) {
  const element = key(tile, ticked === null ? "item" : `item ${sign === "radio" ? "radio" : "box"}`, focused);
  if (ticked !== null) element.setAttribute("aria-pressed", String(ticked));
  element.append(...chipped(chips));
  return element;
}

function block({ text, heading, chips, sign, ink, large, huge }) {
  const size = huge ? "huge" : large ? "large-type" : "";
  return h("section", { class: `block ${size}`, ...(sign ? { "data-ink": ink } : {}) },
    ...(heading ? [h("h4", {}, heading)] : []), ...chipped(chips), h("p", {}, text));
}

function code({ content, text }) {
  return h("section", { class: "block qr" },
    h("img", { src: `/code.png?text=${encodeURIComponent(content)}`, alt: content }), h("p", {}, text));
}

function chipped(chips) {
  return chips.length ? [h("span", { class: "chips" },
    ...chips.map(({ text, ink }) => h("i", { "data-ink": ink }, text)))] : [];
}

// --- The centre from above -----------------------------------------------------------------------

function plan({ spots, here, here_name }) {
  const at = (x, y) => (element) => {
    element.style.setProperty("left", `${100 * x}%`);
    element.style.setProperty("top", `${100 * y}%`);
    return element;
  };
  return h("div", { class: "plan" },
    ...spots.map(({ name, x, y, wanted, note }) =>
      at(x, y)(h("p", { class: wanted ? "spot wanted" : "spot" }, h("b", {}, name), h("small", {}, note)))),
    ...(here ? [at(...here)(h("p", { class: "here" }, here_name))] : []));
}
