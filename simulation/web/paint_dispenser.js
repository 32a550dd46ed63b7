// The pages of a ticket dispenser's touch screen.

import { bar, cards, facts, key, message, row, typing, words } from "/paint.js";
import { h } from "/parts.js";

/** The page that a dispenser shows. */
export function dispenserPage(view, focused) {
  const { page } = view;
  return [bar(page?.title ?? ""), page ? body(view, page, focused) : message(view.mode, view.label, view.sentence)];
}

function body(view, page, focused) {
  const empty = !page.tiles.length && !page.entry && !page.lines.length;
  return h("div", { class: page.entry ? "body entry" : "body" },
    h("div", { class: "about" },
      ...words("notice", view.notice), ...words("ribbon", page.ribbon), ...words("note", page.note)),
    ...(empty ? [message(view.mode, view.label, view.sentence)] : []),
    ...(page.lines.length ? [facts(page.lines)] : []),
    ...(page.entry ? [typing(page.entry, found(page, focused))] : choices(page, focused)),
    ...row("options", page.options, "option", focused),
    ...(page.main && !page.entry ? [key(page.main, "main", focused)] : []));
}

function found(page, focused) {
  return [...page.tiles.map((tile) => key(tile, "card", focused)),
    ...(page.main ? [key(page.main, "main", focused)] : [])];
}

function choices(page, focused) {
  if (!page.tiles.length) return [];
  const all = cards(page.tiles, focused, page.lines.length ? page.tiles.length : undefined);
  if (!page.turns.length) return [all];
  const [less, more] = page.turns;
  return [h("div", { class: "turned" }, all, h("div", { class: "turns" },
    key(less, "turn", focused), h("span", {}, page.where), key(more, "turn", focused)))];
}
