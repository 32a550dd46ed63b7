// Small parts of the hall: elements, texts, lamps, the seven-segment sign, the four faces.

const SVG = "http://www.w3.org/2000/svg";

let texts = {};

/** Load the texts of a language. */
export async function speak(language) {
  texts = await (await fetch(`/texts/${language}.json`)).json();
}

/** A text of the hall with its placeholders filled. */
export function say(key, values = {}) {
  const forms = texts[key];
  const form = (values.n === 1 && forms.one) || forms.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** What has a text of its own under a name, in the order of the catalogue's keys. */
export function named(name) {
  const prefix = `${name}_`;
  return Object.keys(texts).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

/** A class in words; its name in the settings where there are none. */
export function className(id) {
  return texts[`class_${id}`] ? say(`class_${id}`) : id;
}

/** Whether the lamp in a key tells anything. */
export function isLit({ lamp }) {
  return lamp !== "dark";
}

/** Let the lamp in a key tell what it tells. */
export function light(element, key) {
  element.classList.toggle("lit", isLit(key));
  element.dataset.lamp = key.lamp;
}

/** The name of a dispenser, from its place among them. */
export function dispenserName(index) {
  return say("dispenser", { n: index + 1 });
}

/** What people call the machines of a hall, by their names. */
export function machineNames({ dispensers, kiosks, counters }) {
  const many = kiosks.length > 1;
  return new Map([
    ...dispensers.map(({ device }, index) => [device.name, dispenserName(index)]),
    ...kiosks.map(({ device }, index) => [device.name, many ? `${say("kiosk")} ${index + 1}` : say("kiosk")]),
    ...counters.filter(({ pad }) => pad).map(({ counter, pad }) =>
      [pad.device.name, `${say("pad")} · ${say("counter", { counter })}`]),
  ]);
}

/** An expected wait, from how many to how many minutes, in words. */
export function minutes([low, high]) {
  return say(low ? "wait_between" : "wait_under", { low, high });
}

/** A ticket's label as people read it, `A 012`, never broken in two. */
export function spaced(label) {
  return label.replace(/^(.*\D)(\d+)$/, "$1\u00a0$2");
}

/** An element with attributes, listeners (`onclick`) and children; strings become text. */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Set a text only when it differs, so that readers aloud hear changes alone. */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** The sentences that explain a number. */
export async function whyOf(label, language) {
  const response = await fetch(`/why/${encodeURIComponent(label)}/${language}.json`);
  return (await response.json()).sentences;
}

/** Ask the hall to do something; resolves to the words of a refusal, or to nothing. */
export async function act(action) {
  const response = await fetch("/do", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(action),
  });
  return response.ok ? null : (await response.json()).error;
}

// --- Seven segments: a to f clockwise from the top, g in the middle ------------------------------

const GLYPHS = {
  0: "abcdef", 1: "bc", 2: "abged", 3: "abgcd", 4: "fgbc",
  5: "afgcd", 6: "afgedc", 7: "abc", 8: "abcdefg", 9: "abcdfg",
  A: "abcefg", B: "cdefg", C: "adef", D: "bcdeg", E: "adefg", F: "aefg", G: "acdef",
  H: "bcefg", I: "ef", J: "bcde", L: "def", N: "ceg", O: "cdeg", P: "abefg", Q: "abcfg",
  R: "eg", S: "acdfg", T: "defg", U: "bcdef", Y: "bcdfg", "-": "g", _: "d",
};

const SEGMENTS = {
  a: "3,1 15,1 13,4 5,4",
  b: "16,2 16,15 14.5,16.5 13,14.5 13,5",
  c: "16,18 16,31 13,28 13,18.5 14.5,16.5",
  d: "3,32 15,32 13,29 5,29",
  e: "2,18 2,31 5,28 5,18.5 3.5,16.5",
  f: "2,2 2,15 3.5,16.5 5,14.5 5,5",
  g: "5,15 13,15 14.5,16.5 13,18 5,18 3.5,16.5",
};

/** A sign of so many digits. */
export function sign(digits) {
  const places = Array.from({ length: digits }, (_, place) =>
    Object.fromEntries(
      Object.entries(SEGMENTS).map(([name, points]) => [
        name,
        svg("polygon", { points, transform: `translate(${place * 21 + 3}) skewX(-5)` }),
      ]),
    ),
  );
  const drawing = svg(
    "svg",
    { class: "sign", role: "img", viewBox: `0 0 ${digits * 21 + 1} 33` },
    ...places.flatMap((segments) => Object.values(segments)),
  );
  const show = (text, blink) => {
    const glyphs = text.toUpperCase().padStart(digits);
    places.forEach((segments, place) => {
      const lit = GLYPHS[glyphs[place]] ?? "";
      for (const [name, segment] of Object.entries(segments)) {
        segment.classList.toggle("lit", lit.includes(name));
      }
    });
    drawing.classList.toggle("blink", blink);
    drawing.setAttribute("aria-label", `${say("sign")}: ${text.trim() || say("sign_blank")}`);
  };
  return { drawing, show };
}

/** The star on a band in the centre's colour. */
export function emblem() {
  return svg("svg", { class: "emblem", viewBox: "0 0 40 40", "aria-hidden": "true" },
    svg("circle", { cx: 20, cy: 20, r: 19 }),
    svg("path", { d: "M20 9l2.6 8h8.4l-6.8 4.9 2.6 8L20 25l-6.8 4.9 2.6-8L9 17h8.4z" }));
}

// --- Faces ---------------------------------------------------------------------------------------

const MOUTHS = {
  very_satisfied: "M10 19 Q16 28 22 19",
  satisfied: "M10.5 20 Q16 24.5 21.5 20",
  neutral: "M10.5 21.5 H21.5",
  dissatisfied: "M10.5 23.5 Q16 18 21.5 23.5",
  very_dissatisfied: "M10 25 Q16 15 22 25",
};

/** The face of a level. */
export function face(level) {
  return svg(
    "svg",
    { class: "face", viewBox: "0 0 32 32", "aria-hidden": "true" },
    svg("circle", { cx: 16, cy: 16, r: 14 }),
    svg("circle", { class: "eye", cx: 11, cy: 13, r: 1.8 }),
    svg("circle", { class: "eye", cx: 21, cy: 13, r: 1.8 }),
    svg("path", { d: MOUTHS[level] ?? MOUTHS.neutral }),
  );
}
