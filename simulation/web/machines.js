// Counters with their signs, keypads and pads, the server and the door. Each is built once and returns
// how to draw it from the picture.

import { button, connections, perform, trouble } from "/deeds.js";
import { face, h, isLit, say, sign, spaced, write } from "/parts.js";

// --- A counter -----------------------------------------------------------------------------------

/** A counter with its sign, its keypad and its pad, as far as it has them; `open` shows the pad large. */
export function counter(first, open) {
  const status = h("span", { class: "status" });
  const name = say("counter", { counter: first.counter });
  const enlarge = () => open(first.pad.device.name);
  const parts = [first.sign && signAndKeypad(first.sign), first.pad && pad(first.pad, enlarge)];
  const [display, rating] = parts;
  const apart = h("p", { class: "apart" });
  const prepared = h("p", { class: "prepared" });
  const officer = h("strong");
  const agency = h("span");
  const menu = h("details", { class: "menu" },
    h("summary", { "aria-label": say("faults"), title: say("faults") }, "⋯"),
    h("div", {}, h("h3", {}, say("faults")), ...parts.filter(Boolean).map((part) => part.lines)),
  );
  const element = h("article", { class: "counter card", "data-counter": first.counter },
    h("header", {}, h("h2", {}, name), status, menu),
    ...(display ? [display.element] : []),
    apart,
    prepared,
    h("p", { class: "officer" }, officer, agency),
    ...(rating ? [rating.element] : []),
  );
  const draw = (now) => {
    element.dataset.status = now.status ?? "unknown";
    element.classList.toggle("called", Boolean(now.sign?.blink));
    write(apart, setApart(now));
    write(prepared, inWords(now.prepared));
    prepared.title = now.prepared?.missing.join(" · ") ?? "";
    write(officer, now.officer ?? say("nobody_signed_in"));
    write(agency, now.sign?.device.says || (now.agency ?? ""));
    agency.classList.toggle("amiss", Boolean(now.sign?.device.says));
    const amiss = [now.sign, now.pad].map((part) => part && trouble(part.device)).find(Boolean);
    const calm = now.summoned ? say("summoned_here") : now.status && say(`status_${now.status}`);
    write(status, amiss ?? calm ?? "");
    status.classList.toggle("amiss", Boolean(amiss));
    display?.draw(now.sign);
    rating?.draw(now.pad);
  };
  return { element, draw };
}

/** What is set aside at a counter, or kept for it. */
function setApart({ parked, reserved }) {
  const labels = (list) => list.map(spaced).join(", ");
  return [
    parked.length ? say("parked", { labels: labels(parked) }) : "",
    reserved.length ? say("reserved", { labels: labels(reserved) }) : "",
  ].filter(Boolean).join(" · ");
}

/** What somebody prepared at a kiosk, as their officer reads it. */
function inWords(errand) {
  if (!errand) return "";
  const { procedure, brought, missing } = errand;
  const all = brought.length + missing.length;
  return [
    say("prepared", { procedure }),
    all ? say("prepared_papers", { has: brought.length, n: all }) : "",
    missing.length ? say("prepared_missing", { papers: missing.join("; ") }) : "",
  ].filter(Boolean).join(" ");
}

function faultLine(key, lines) {
  return h("p", {}, h("span", {}, say(key)), ...lines.buttons);
}

function signAndKeypad(first) {
  const device = first.device.name;
  const led = sign(first.digits);
  const isDigit = (key) => /^\d$/.test(key);
  const keys = first.keys.map(({ key }) =>
    h("button", {
      type: "button", class: isDigit(key) ? "digit" : "key", "data-key": key,
      onclick: () => perform({ do: "press", device, value: key }),
    }, ...(isDigit(key) ? [key] : [h("i", { class: "lamp" }), say(`key_${key}`)])),
  );
  const digits = h("div", { class: "digits" },
    h("p", {}, say("choose_note")), ...keys.filter((key) => isDigit(key.dataset.key)));
  const lines = connections(device);
  const element = h("div", { class: "display", "data-device": device },
    led.drawing,
    h("div", { class: "keypad" }, ...keys.filter((key) => !isDigit(key.dataset.key))), digits);
  const draw = (now) => {
    led.show(now.text, now.blink);
    element.classList.toggle("dark", now.device.power === "off");
    digits.hidden = Boolean(now.device.says) || !now.keys.some((key) => isLit(key) && ["transfer", "call"].includes(key.key));
    now.keys.forEach((key, index) => keys[index].classList.toggle("lit", isLit(key)));
    lines.draw(now.device);
  };
  return { element, draw, lines: faultLine("display", lines) };
}

function pad(first, enlarge) {
  const device = first.device.name;
  const heading = h("p", { class: "heading", role: "status" });
  const large = h("button", {
    type: "button", class: "enlarge", title: say("touch_open"), "aria-label": say("touch_open"), onclick: enlarge,
  }, "⤢");
  const levels = h("div", { class: "levels" });
  const lines = connections(device);
  const element = h("div", { class: "pad", "data-device": device }, large, heading, levels);
  let offered = "";
  const draw = (now) => {
    const view = now.view ?? { mode: "dark", note: "", heading: "", levels: [], chosen: null };
    element.dataset.mode = view.dark ? "dark" : view.mode;
    element.title = view.note;
    write(heading, view.heading);
    if (String(view.levels) !== offered) {
      offered = String(view.levels);
      levels.replaceChildren(...view.levels.map(([level, words]) => h("button", {
        type: "button", "data-level": level, title: words, "aria-label": words,
        onclick: () => perform({ do: "touch", device, value: level }),
      }, face(level))));
    }
    for (const choice of levels.children) {
      choice.setAttribute("aria-pressed", choice.dataset.level === view.chosen);
    }
    lines.draw(now.device);
  };
  return { element, draw, lines: faultLine("pad", lines) };
}

// --- The server room, and the door ---------------------------------------------------------------

/** A process of the server: `device` is its name in actions, `key` its text. */
export function serverProcess(device, key) {
  const state = h("span", { class: "state" });
  const run = (value) => () => ({ do: "run", device, value });
  const start = button("start", run("start"), { class: "filled" });
  const stop = button("stop", run("stop"));
  const kill = button("kill", run("kill"), { title: say("kill_note") });
  const element = h("div", { class: "process", "data-process": device },
    h("p", {}, h("strong", {}, say(key)), state), h("div", {}, start, stop, kill));
  const draw = (now) => {
    element.dataset.state = now;
    write(state, say(`process_${now}`));
    start.hidden = now !== "stopped";
    stop.hidden = kill.hidden = now === "stopped";
  };
  return { element, draw };
}

/** The choice of how many visitors come. */
export function crowd(rates) {
  const choices = rates.map(([rate, key]) =>
    h("button", {
      type: "button", "data-rate": rate, title: say("crowd_rate", { n: rate }),
      onclick: () => perform({ do: "crowd", value: rate }),
    }, say(key)),
  );
  const note = h("p");
  const element = h("div", { class: "rates" }, h("div", {}, ...choices), note);
  const draw = (rate) => {
    for (const choice of choices) {
      choice.setAttribute("aria-pressed", Number(choice.dataset.rate) === rate);
    }
    write(note, rate ? say("crowd_rate", { n: rate }) : say("crowd_nobody"));
  };
  return { element, draw };
}
