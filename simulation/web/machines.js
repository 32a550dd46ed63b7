// The machines of the hall. Each is built once and returns how to draw it from the picture.

import { act, className, face, h, named, say, sign, spaced, write } from "/parts.js";

let complain = () => {};

/** Tell where refusals are shown. */
export function onRefusal(show) {
  complain = show;
}

async function perform(action) {
  complain(await act(action));
}

function button(key, action, attributes = {}) {
  return h("button", { type: "button", onclick: () => perform(action()), ...attributes }, say(key));
}

// --- What every device has: a cable and a plug ---------------------------------------------------

function connections(device) {
  const state = { cable: "plugged", power: "on" };
  const pull = button("cable_pull", () => ({
    do: "cable", device, value: state.cable === "plugged" ? "pulled" : "plugged",
  }));
  const power = button("power_off", () => ({
    do: "power", device, value: state.power === "on" ? "off" : "on",
  }));
  const draw = (now) => {
    Object.assign(state, { cable: now.cable, power: now.power });
    write(pull, say(now.cable === "plugged" ? "cable_pull" : "cable_plug"));
    write(power, say(now.power === "on" ? "power_off" : "power_on"));
    pull.classList.toggle("amiss", now.cable !== "plugged");
    power.classList.toggle("amiss", now.power !== "on");
  };
  return { buttons: [pull, power], draw };
}

/** In one word what is the matter with a device; empty when nothing is. */
function trouble(device) {
  if (device.power === "off") return say("power_none");
  if (device.cable === "pulled") return say("cable_out");
  return device.online ? "" : say("device_offline");
}

function wellFirst(conditions) {
  return ["ok", ...conditions.filter((condition) => condition !== "ok")];
}

// --- The ticket dispenser ------------------------------------------------------------------------

/** A dispenser; `read` shows a slip large. */
export function dispenser(first, read) {
  const device = first.device.name;
  const number = h("strong", { class: "number" });
  const sentence = h("p", { role: "status" });
  const screen = h("div", { class: "screen" }, number, sentence);
  const keys = first.keys.map(({ key, text }) =>
    h("button", {
      type: "button", class: "service", "data-key": key,
      onclick: () => perform({ do: "press", device, value: key }),
    }, h("i", { class: "lamp" }), text),
  );
  const classes = first.classes.map(({ key, text }) =>
    h("button", {
      type: "button", class: "service", "data-key": key,
      onclick: () => perform({ do: "press", device, value: key }),
    }, h("i", { class: "lamp" }), className(text)),
  );
  const code = h("input", { "aria-label": say("code"), size: "8", maxlength: "64" });
  const booked = h("form", {
    class: "code",
    onsubmit: (event) => {
      event.preventDefault();
      perform({ do: "scan", device, value: code.value || code.placeholder });
      code.value = "";
    },
  }, code, h("button", {}, say("check_in")));
  const out = h("div", { class: "out" }, h("p", {}, say("no_slips")));
  const conditions = h("select", {
    "aria-label": say("printer"),
    onchange: () => perform({ do: "paper", device, value: conditions.value }),
  }, ...wellFirst(named("condition")).map((value) => h("option", { value }, say(`condition_${value}`))));
  const lines = connections(device);
  const element = h("article", { class: "dispenser card", "data-device": device },
    screen,
    h("div", { class: "services" }, ...keys),
    h("div", { class: "special" }, ...classes, booked),
    h("div", { class: "slot" }),
    h("div", { class: "tray" }, out,
      h("div", { class: "faults" }, h("h3", {}, say("faults")), conditions, ...lines.buttons)),
  );
  let slip = null;
  const draw = (now, nextCode) => {
    code.placeholder = nextCode ?? "";
    element.dataset.mode = now.mode ?? "dark";
    write(number, now.label ? spaced(now.label) : "");
    write(sentence, now.sentence);
    now.keys.forEach(({ lit }, index) => keys[index].classList.toggle("lit", lit));
    now.classes.forEach(({ lit }, index) => classes[index].classList.toggle("lit", lit));
    if (document.activeElement !== conditions) conditions.value = now.paper;
    conditions.classList.toggle("amiss", now.paper !== "ok");
    lines.draw(now.device);
    if (now.slip !== slip) {
      slip = now.slip;
      out.replaceChildren(printed(device, now, read));
    }
  };
  return { element, draw, trouble: (now) => trouble(now.device) };
}

/** The slip that came out last, as the printer printed it. */
function printed(device, now, read) {
  const alt = now.label ? say("slip_alt", { label: spaced(now.label) }) : say("slip");
  const image = h("img", { src: `/slip/${device}.png?n=${now.slip}`, alt });
  return h("button", {
    type: "button", class: "slip", title: say("slip_read"), onclick: () => read(image),
  }, image);
}

// --- A counter -----------------------------------------------------------------------------------

/** A counter with its sign, its keypad and its pad, as far as it has them. */
export function counter(first) {
  const status = h("span", { class: "status" });
  const parts = [first.sign && signAndKeypad(first.sign), first.pad && pad(first.pad)];
  const [display, rating] = parts;
  const apart = h("p", { class: "apart" });
  const officer = h("strong");
  const agency = h("span");
  const menu = h("details", { class: "menu" },
    h("summary", { "aria-label": say("faults"), title: say("faults") }, "⋯"),
    h("div", {}, h("h3", {}, say("faults")), ...parts.filter(Boolean).map((part) => part.lines)),
  );
  const element = h("article", { class: "counter card", "data-counter": first.counter },
    h("header", {}, h("h2", {}, say("counter", { counter: first.counter })), status, menu),
    ...(display ? [display.element] : []),
    apart,
    h("p", { class: "officer" }, officer, agency),
    ...(rating ? [rating.element] : []),
  );
  const draw = (now) => {
    element.dataset.status = now.status ?? "unknown";
    element.classList.toggle("called", Boolean(now.sign?.blink));
    write(apart, setApart(now));
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
    digits.hidden = Boolean(now.device.says) || !now.keys.some(({ key, lit }) => lit && ["transfer", "call"].includes(key));
    now.keys.forEach(({ lit }, index) => keys[index].classList.toggle("lit", lit));
    lines.draw(now.device);
  };
  return { element, draw, lines: faultLine("display", lines) };
}

function pad(first) {
  const device = first.device.name;
  const heading = h("p", { class: "heading", role: "status" });
  const levels = h("div", { class: "levels" });
  const lines = connections(device);
  const element = h("div", { class: "pad", "data-device": device }, heading, levels);
  let offered = "";
  const draw = (now) => {
    element.dataset.mode = now.mode ?? "dark";
    element.title = now.note;
    write(heading, now.heading);
    if (String(now.levels) !== offered) {
      offered = String(now.levels);
      levels.replaceChildren(...now.levels.map(([level, words]) => h("button", {
        type: "button", "data-level": level, title: words, "aria-label": words,
        onclick: () => perform({ do: "touch", device, value: level }),
      }, face(level))));
    }
    for (const choice of levels.children) {
      choice.setAttribute("aria-pressed", choice.dataset.level === now.chosen);
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
