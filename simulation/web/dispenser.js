// A ticket dispenser: its face, its buttons, what comes out of it, and all that can go wrong.

import { connections, fault, perform, trouble } from "/deeds.js";
import { className, h, light, named, say, spaced, write } from "/parts.js";

/** A dispenser; `read` shows a slip large, `open` its touch screen. */
export function dispenser(first, read, open) {
  const device = first.device.name;
  const number = h("strong", { class: "number" });
  const sentence = h("p", { role: "status" });
  const keys = first.keys.map(({ key, text }) => pressed(device, key, text));
  const classes = first.classes.map(({ key, text }) => pressed(device, key, className(text)));
  const help = h("p", { class: "help" }, h("i", { class: "lamp" }), say("help_lamp"));
  const booked = appointment(device);
  const out = h("div", { class: "out" }, h("p", {}, say("no_slips")));
  const faults = breakable(first);
  const told = tellings();
  const glass = h("button", {
    type: "button", class: "filled open", onclick: () => open(device),
  }, say("touch_open"));
  const element = h("article", { class: "dispenser card", "data-device": device },
    h("div", { class: "screen" }, number, sentence, ...(first.view ? [glass] : [])),
    h("div", { class: "services" }, ...keys),
    h("div", { class: "special" }, ...classes),
    h("div", { class: "special" }, help, booked.element),
    h("div", { class: "slot" }),
    h("div", { class: "tray" }, out, faults.element),
    told.element,
  );
  let slip = null;
  const draw = (now, nextCode) => {
    booked.offer(nextCode);
    element.dataset.mode = now.mode ?? "dark";
    write(number, now.label ? spaced(now.label) : "");
    write(sentence, now.sentence);
    now.keys.forEach((key, index) => light(keys[index], key));
    now.classes.forEach((key, index) => light(classes[index], key));
    light(help, { lamp: now.help });
    faults.draw(now);
    told.draw(now);
    if (now.slip !== slip) {
      slip = now.slip;
      out.replaceChildren(printed(device, slip, now.label, read));
    }
  };
  return { element, draw, trouble: (now) => trouble(now.device) };
}

function pressed(device, key, text) {
  return h("button", {
    type: "button", class: "service", "data-key": key,
    onclick: () => perform({ do: "press", device, value: key }),
  }, h("i", { class: "lamp" }), h("span", {}, text));
}

/** A code of an appointment, and the scanner to hold it under. */
function appointment(device) {
  const code = h("input", { "aria-label": say("code"), size: "8", maxlength: "64" });
  const element = h("form", {
    class: "code",
    onsubmit: (event) => {
      event.preventDefault();
      perform({ do: "scan", device, value: code.value || code.placeholder });
      code.value = "";
    },
  }, code, h("button", {}, say("check_in")));
  return { element, offer: (next) => { code.placeholder = next ?? ""; } };
}

/** The slip that came out last, as the printer printed it. */
export function printed(device, slip, label, read) {
  const alt = label ? say("slip_alt", { label: spaced(label) }) : say("slip");
  const image = h("img", { src: `/slip/${device}.png?n=${slip}`, alt });
  return h("button", {
    type: "button", class: "slip", title: say("slip_read"), onclick: () => read(image),
  }, image);
}

// --- What can go wrong ---------------------------------------------------------------------------

/** The faults of a machine that prints; buttons stick where it has some. */
export function breakable(first) {
  const device = first.device.name;
  const conditions = choice("printer", wellFirst(named("condition")), (value) => say(`condition_${value}`),
    (value) => perform({ do: "paper", device, value }));
  const stuck = first.keys && sticking(first);
  const clock = fault("clock", device,
    { value: "right", text: "clock_mend" }, { value: "lost", text: "clock_lose" });
  const voice = fault("voice", device,
    { value: "plugged", text: "voice_plug" }, { value: "unplugged", text: "voice_pull" });
  const lines = connections(device);
  const element = h("div", { class: "faults" }, h("h3", {}, say("faults")),
    conditions, ...(stuck ? [stuck] : []), ...lines.buttons, clock.element, voice.element);
  const draw = (now) => {
    choose(conditions, now.paper, "ok");
    if (stuck) choose(stuck, now.stuck, "");
    clock.draw(now.clock);
    voice.draw(now.voice);
    lines.draw(now.device);
  };
  return { element, draw };
}

function sticking(first) {
  const device = first.device.name;
  const buttons = [...first.keys, ...first.classes.map(({ key, text }) => ({ key, text: className(text) }))];
  return choice("stuck", ["", ...buttons.map(({ key }) => key)],
    (value) => (value ? say("stuck_key", { key: buttons.find(({ key }) => key === value).text }) : say("stuck_none")),
    (value) => perform({ do: "stick", device, value }));
}

function choice(key, values, words, chosen) {
  const element = h("select", { "aria-label": say(key), "data-fault": key, onchange: () => chosen(element.value) },
    ...values.map((value) => h("option", { value }, words(value))));
  return element;
}

function choose(select, value, well) {
  if (document.activeElement !== select) select.value = value;
  select.classList.toggle("amiss", value !== well);
}

function wellFirst(conditions) {
  return ["ok", ...conditions.filter((condition) => condition !== "ok")];
}

// --- What it tells: aloud, and about itself ------------------------------------------------------

/** What a machine says aloud, and of its paper and parts. */
export function tellings() {
  const said = h("p", { class: "said" });
  const roll = h("p", { class: "roll" });
  const faults = h("ul", { class: "parts" });
  const element = h("div", { class: "tells" }, said, roll, faults);
  const draw = (now) => {
    write(said, say("voice_said", { text: now.said || "–" }));
    write(roll, now.roll ? paper(now.roll) : "");
    roll.classList.toggle("near", Boolean(now.roll?.near_end));
    const told = JSON.stringify(now.faults);
    if (faults.dataset.told !== told) {
      faults.dataset.told = told;
      faults.replaceChildren(...faultLines(now.faults));
    }
  };
  return { element, draw };
}

function paper({ metres, tickets, days, near_end }) {
  return [
    say(near_end ? "roll_near_end" : "roll", { metres: Math.round(metres) }),
    ...(tickets === null ? [] : [say("roll_slips", { n: tickets })]),
    ...(days === null ? [] : [say("roll_days", { n: Math.round(days) })]),
  ].join(" · ");
}

/** Parts that fail, one in each line. */
export function faultLines(faults) {
  return faults.map(([part, detail]) => h("li", {}, h("b", {}, `${say(`part_${part}`)}:`), ` ${detail}`));
}
