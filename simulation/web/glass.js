// The touch screen of a machine, drawn from the very view that its own window draws. It decides
// nothing: what is touched is sent by its name. A touch acts where and when the finger lifts.

import { perform } from "/deeds.js";
import { dispenserPage } from "/paint_dispenser.js";
import { kioskPage } from "/paint_kiosk.js";
import { padPage } from "/paint_pad.js";
import { always, stillThere } from "/paint.js";
import { h, say, write } from "/parts.js";

const LONG_MS = 2000;
const TWICE_MS = 600;
const STILL_PX = 12;
const PAGES = { dispenser: dispenserPage, kiosk: kioskPage, pad: padPage };

/** The large touch screen; hidden until it is opened for a machine. */
export function glass() {
  let device = null;
  let drawn = "";
  let latest = [];
  let last = Promise.resolve();
  const touch = (value) => {
    const at = device;
    last = last.then(() => perform({ do: "touch", device: at, value })); // one after another
  };
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
  keys(pane, touch);
  const close = () => { element.hidden = true; device = null; };
  const open = (name, words) => {
    device = name;
    drawn = "";
    element.hidden = false;
    write(title, `${say("touch_screen")} · ${words}`);
    draw(latest);
  };
  const draw = (machines) => {
    latest = machines;
    const now = machines.find((one) => one.device.name === device);
    if (!now) return;
    write(said, say("voice_said", { text: now.said || "–" }));
    const picture = JSON.stringify([device, now.view, document.documentElement.dataset.contrast]);
    if (picture === drawn) return;
    drawn = picture;
    repaint(pane, now);
  };
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  return { element, open, close, draw, shows: () => device };
}

// --- Fingers and keys ----------------------------------------------------------------------------

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

/** A keyboard that is plugged in: each of its keys is the touch that the one on the screen tells. */
function keys(pane, touch) {
  const type = (text) => { for (const letter of text) touch(`type:${letter}`); };
  const cased = (field, text) => ("capitals" in field.dataset ? text.toUpperCase() : text);
  pane.addEventListener("beforeinput", (event) => {
    if (event.isComposing) return;
    event.preventDefault(); // what stands in the field comes back from the machine
    if (event.inputType.startsWith("delete")) touch("erase");
    else type(cased(event.target, event.data ?? ""));
  });
  pane.addEventListener("compositionend", (event) => {
    event.target.value = event.target.dataset.text;
    type(cased(event.target, event.data));
  });
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches(".field")) touch("enter");
  });
}

// --- What is drawn -------------------------------------------------------------------------------

function repaint(pane, machine) {
  const active = pane.contains(document.activeElement) ? document.activeElement : null;
  const held = active?.matches(".field") ? ".field" : active?.dataset.touch && touched(active.dataset.touch);
  const list = pane.querySelector("[data-list]");
  const [key, top] = [list?.dataset.list, list?.scrollTop];
  paint(pane, machine);
  const field = held === ".field" || !active ? pane.querySelector("input.field") : null;
  if (field) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
  } else if (held) pane.querySelector(held)?.focus();
  const now = pane.querySelector("[data-list]");
  if (now && now.dataset.list === key) now.scrollTop = top;
}

function touched(name) {
  return `[data-touch="${CSS.escape(name)}"]`;
}

function paint(pane, { kind, view }) {
  const look = view?.look ?? {};
  pane.className = ["pane", `of-${kind}`, look.large && "large", look.low && "low", view?.dim && "dim", !view && "off"]
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
    h("i", { class: "corner", title: say("touch_corner") }),
    ...PAGES[kind](view, focused),
    always(view.foot, focused),
    ...(view.still_there === null ? [] : [stillThere(view, focused)]),
    ...(view.dark ? [h("i", { class: "dark", "data-touch": "wake" })] : []),
  );
}
