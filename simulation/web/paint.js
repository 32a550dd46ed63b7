// What the pages of all touch screens are made of: keys, rows of them, what is typed, messages.

import { emblem, h, spaced } from "/parts.js";

const DIGITS = ["123", "456", "789", "0"];
const CODES = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-"];
const SENTENCES = [...CODES.slice(0, 3), "ZXCVBNM."];
const WORDS = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm,.", ""];
const SIGNS = {
  working: "…", take: "✓", trouble: "!", closed: "–", ready: "✓",
  thanks: "♥", receipt: "✓", kept: "✓", sending: "…", offline: "!", paused: "–", on_call: "–", about: "✎",
};

/** Something to touch; `focused` tells whether it is being read aloud. */
export function key(tile, kind, focused) {
  const element = h("button", { type: "button", class: kind, "data-touch": tile.touch },
    h("b", {}, tile.text), ...(tile.note ? [h("span", {}, tile.note)] : []));
  element.disabled = !tile.enabled;
  if (tile.chosen) element.setAttribute("aria-pressed", "true");
  element.classList.toggle("focused", focused(tile));
  return element;
}

/** Things to touch beside each other; nothing where there is none. */
export function row(name, tiles, kind, focused) {
  return tiles.length ? [h("div", { class: name }, ...tiles.map((tile) => key(tile, kind, focused)))] : [];
}

/** Choices in a grid that suits their number. */
export function cards(tiles, focused, columns = suitable(tiles.length)) {
  const [grid] = row("choices", tiles, "card", focused);
  grid.style.setProperty("--columns", columns);
  return grid;
}

function suitable(count) {
  if (count <= 4) return count === 3 ? 3 : Math.min(count, 2);
  return count <= 6 ? 3 : 4;
}

/** A sentence; nothing where there is none. */
export function words(name, text) {
  return text ? [h("p", { class: name }, text)] : [];
}

/** The bar with the name of the page. */
export function bar(title) {
  return h("header", {}, emblem(), h("h3", {}, title));
}

/** What can always be touched, in the same place on every page. */
export function always(tiles, focused) {
  return h("footer", {}, ...tiles.map((tile) => key(tile, "always", focused)));
}

/** A sign, a number, a sentence. */
export function message(mode, label, sentence) {
  return h("div", { class: "message" },
    h("span", { class: "mark", "aria-hidden": "true" }, SIGNS[mode] ?? "✓"),
    h("div", {}, ...(label ? [h("strong", {}, spaced(label))] : []), h("p", {}, sentence)));
}

/** Names and values. */
export function facts(lines) {
  return h("dl", {}, ...lines.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

/** The question whether somebody is there. */
export function stillThere(view, focused) {
  return h("div", { class: "ask", role: "alertdialog" },
    h("div", {}, h("strong", {}, view.question), h("p", {}, view.countdown), key(view.stay, "main", focused)));
}

/** A field, its keyboard, and beside it what was found and what comes next. */
export function typing(entry, beside) {
  return h("div", { class: "typing" }, field(entry), board(entry), h("div", { class: "found" }, ...beside));
}

function field({ text, secret, keys, marks }) {
  if (keys === "digits") return h("p", { class: "field" }, secret ? "•".repeat(text.length) : text);
  return h("input", {
    class: "field", type: secret ? "password" : "text", value: text, "data-text": text,
    autocomplete: "off", spellcheck: "false", ...(keys === "text" && marks ? {} : { "data-capitals": "" }),
  });
}

function board({ keys, space, erase, marks }) {
  const typed = (letter) => h("button", { type: "button", "data-touch": `type:${letter}` }, letter);
  const lines = letters(keys, marks).map((line) => [...line].map(typed));
  const wide = (touch, text) => h("button", { type: "button", class: "wide", "data-touch": touch }, text);
  const low = lines.at(-1);
  if (keys === "digits") low.push(wide("erase", erase));
  else if (keys === "text" && marks) low.push(wide("marks", marks), wide("type: ", space), wide("erase", erase));
  else {
    lines[2].push(wide("erase", erase));
    low.push(wide("type: ", space));
  }
  return h("div", { class: keys === "digits" ? "board pin" : "board" },
    ...lines.map((line) => h("div", {}, ...line)));
}

function letters(keys, marks) {
  if (keys === "digits") return DIGITS;
  if (keys === "letters") return [...CODES.slice(0, 3), `${CODES[3]}${marks}`];
  return marks ? WORDS : SENTENCES;
}
