// The touch screen of a dispenser, drawn from the very view that its own window draws. It decides
// nothing: what is touched is sent by its name. A touch acts where and when the finger lifts.

import { perform } from "/deeds.js";
import { emblem, h, say, spaced, write } from "/parts.js";

const LONG_MS = 2000;
const TWICE_MS = 600;
const STILL_PX = 12;
const LETTERS = ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM-"];
const DIGITS = ["123", "456", "789", "0"];
const SIGNS = { working: "…", take: "✓", trouble: "!", closed: "–", ready: "✓" };

/** The large touch screen; hidden until it is opened for a device. */
export function glass() {
  let device = null;
  let drawn = "";
  let latest = [];
  const touch = (value) => perform({ do: "touch", device, value });
  const title = h("h2");
  const pane = h("div", { class: "pane" });
  const screen = h("div", { class: "glass" }, pane);
  const said = h("p", { class: "said" });
  const ear = (what) => h("button", { type: "button", "data-ear": what, onclick: () => touch(`ear:${what}`) },
    say(`ear_${what}`));
  const element = h("section", { id: "glass", hidden: "", "aria-label": say("touch_screen") },
    h("header", {}, title, h("button", { type: "button", "data-close": "", onclick: () => close() }, say("close"))),
    screen,
    h("footer", {}, said, h("div", {}, ...["toggle", "previous", "next", "confirm"].map(ear))));
  fingers(screen, pane, touch, () => pane.dataset.ear === "yes");
  const close = () => { element.hidden = true; device = null; };
  const open = (name, words) => {
    device = name;
    drawn = "";
    element.hidden = false;
    write(title, `${say("touch_screen")} · ${words}`);
    draw(latest);
  };
  const draw = (pictures) => {
    latest = pictures;
    const now = pictures.find((one) => one.device.name === device);
    if (!now) return;
    write(said, say("voice_said", { text: now.said || "–" }));
    const picture = JSON.stringify([now.view, document.documentElement.dataset.contrast]);
    if (picture === drawn) return;
    drawn = picture;
    const focused = pane.contains(document.activeElement) ? document.activeElement.dataset.touch : null;
    paint(pane, now.view);
    if (focused) pane.querySelector(`[data-touch="${CSS.escape(focused)}"]`)?.focus();
  };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  return { element, open, close, draw, shows: () => device };
}

// --- Fingers -------------------------------------------------------------------------------------

function fingers(screen, pane, touch, byEar) {
  let down = null;
  let tapped = 0;
  const touchAt = (event) => event.target.closest("[data-touch]:not(:disabled)")?.dataset.touch ?? null;
  const corner = () => { if (down?.corner) touch("corner:up"); };
  screen.addEventListener("pointerdown", (event) => {
    const long = setTimeout(() => { down.spent = true; touch("ear:toggle"); }, LONG_MS);
    down = { touch: touchAt(event), x: event.clientX, y: event.clientY, long, corner: event.target.closest(".corner") };
    if (down.corner) {
      clearTimeout(long);
      touch("corner:down");
    }
  });
  screen.addEventListener("pointermove", (event) => {
    if (!down) return;
    if (Math.hypot(event.clientX - down.x, event.clientY - down.y) > STILL_PX) clearTimeout(down.long);
    if (down.corner && !event.target.closest(".corner")) leave();
  });
  const leave = () => {
    if (!down) return;
    clearTimeout(down.long);
    corner();
    down = null;
  };
  screen.addEventListener("pointerleave", leave);
  screen.addEventListener("pointercancel", leave);
  screen.addEventListener("pointerup", (event) => {
    const finger = down;
    leave();
    if (!finger || finger.spent || finger.corner) return;
    if (byEar()) {
      const third = Math.floor(3 * (event.clientX - screen.getBoundingClientRect().left) / screen.clientWidth);
      const twice = event.timeStamp - tapped < TWICE_MS;
      tapped = third === 1 && !twice ? event.timeStamp : 0;
      if (third !== 1) touch(third < 1 ? "ear:previous" : "ear:next");
      else if (twice) touch("ear:confirm");
    } else if (finger.touch && finger.touch === touchAt(event)) touch(finger.touch);
  });
  // Enter and the space bar click without a pointer.
  pane.addEventListener("click", (event) => { if (event.detail === 0 && touchAt(event)) touch(touchAt(event)); });
  pane.addEventListener("contextmenu", (event) => event.preventDefault());
}

// --- What is drawn -------------------------------------------------------------------------------

function paint(pane, view) {
  const look = view?.look ?? {};
  pane.className = ["pane", look.large && "large", look.low && "low", view?.dim && "dim", !view && "off"]
    .filter(Boolean).join(" ");
  pane.dataset.ear = view?.focus ? "yes" : "no";
  pane.dataset.contrast = look.contrast ? "high" : (document.documentElement.dataset.contrast ?? "");
  pane.dataset.mode = view?.mode ?? "dark";
  pane.dataset.page = view?.page?.name ?? "";
  if (!view) {
    pane.replaceChildren();
    return;
  }
  const focused = (tile) => tile.touch === view.focus;
  pane.replaceChildren(
    h("header", {}, emblem(), h("h3", {}, view.page?.title ?? "")),
    h("i", { class: "corner", title: say("touch_corner") }),
    view.page ? body(view, view.page, focused) : message(view),
    h("footer", {}, ...view.foot.map((tile) => key(tile, "always", focused))),
    ...(view.still_there === null ? [] : [stillThere(view, focused)]),
  );
}

function message(view) {
  return h("div", { class: "message" },
    h("span", { class: "mark", "aria-hidden": "true" }, SIGNS[view.mode]),
    h("div", {}, ...(view.label ? [h("strong", {}, spaced(view.label))] : []), h("p", {}, view.sentence)));
}

function body(view, page, focused) {
  const empty = !page.tiles.length && !page.entry && !page.lines.length;
  return h("div", { class: page.entry ? "body entry" : "body" },
    h("div", { class: "about" },
      ...words("notice", view.notice), ...words("ribbon", page.ribbon), ...words("note", page.note)),
    ...(empty ? [message(view)] : []),
    ...(page.lines.length ? [facts(page.lines)] : []),
    ...(page.entry ? [typing(page, focused)] : choices(page, focused)),
    ...(page.options.length ? [row("options", page.options, "option", focused)] : []),
    ...(page.main && !page.entry ? [key(page.main, "main", focused)] : []));
}

function words(name, text) {
  return text ? [h("p", { class: name }, text)] : [];
}

function row(name, tiles, kind, focused) {
  return h("div", { class: name }, ...tiles.map((tile) => key(tile, kind, focused)));
}

function choices(page, focused) {
  if (!page.tiles.length) return [];
  const cards = row("choices", page.tiles, "card", focused);
  cards.style.setProperty("--columns", page.lines.length ? page.tiles.length : columns(page.tiles.length));
  if (!page.turns.length) return [cards];
  const [less, more] = page.turns;
  return [h("div", { class: "turned" }, cards, h("div", { class: "turns" },
    key(less, "turn", focused), h("span", {}, page.where), key(more, "turn", focused)))];
}

function columns(count) {
  if (count <= 4) return count === 3 ? 3 : Math.min(count, 2);
  return count <= 6 ? 3 : 4;
}

function facts(lines) {
  return h("dl", {}, ...lines.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function typing(page, focused) {
  const { text, secret, keys, space, erase } = page.entry;
  const typed = (letter) => h("button", { type: "button", "data-touch": `type:${letter}` }, letter);
  const lines = (keys === "digits" ? DIGITS : LETTERS).map((letters) => [...letters].map(typed));
  const back = h("button", { type: "button", class: "wide", "data-touch": "erase" }, erase);
  if (keys === "digits") lines[3].push(back);
  else {
    lines[2].push(back);
    lines[3].push(h("button", { type: "button", class: "wide", "data-touch": "type: " }, space));
  }
  return h("div", { class: "typing" },
    h("p", { class: "field" }, secret ? "•".repeat(text.length) : text),
    h("div", { class: keys === "digits" ? "board pin" : "board" }, ...lines.map((line) => h("div", {}, ...line))),
    h("div", { class: "found" }, ...page.tiles.map((tile) => key(tile, "card", focused)),
      ...(page.main ? [key(page.main, "main", focused)] : [])));
}

function key(tile, kind, focused) {
  const element = h("button", { type: "button", class: kind, "data-touch": tile.touch },
    h("b", {}, tile.text), ...(tile.note ? [h("span", {}, tile.note)] : []));
  element.disabled = !tile.enabled;
  if (tile.chosen) element.setAttribute("aria-pressed", "true");
  element.classList.toggle("focused", focused(tile));
  return element;
}

function stillThere(view, focused) {
  return h("div", { class: "ask", role: "alertdialog" },
    h("div", {}, h("strong", {}, view.question), h("p", {}, view.countdown), key(view.stay, "main", focused)));
}
