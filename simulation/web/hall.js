// The page of the virtual hall: it draws each picture that comes, and keeps nothing of its own.

import { onRefusal } from "/deeds.js";
import { desk } from "/desk.js";
import { dispenser } from "/dispenser.js";
import { glass } from "/glass.js";
import { kiosk } from "/kiosk.js";
import { counter, crowd, serverProcess } from "/machines.js";
import { h, machineNames, minutes, say, spaced, speak, whyOf, write } from "/parts.js";
import { queues } from "/queues.js";

const RATES = [[0, "crowd_none"], [120, "crowd_few"], [600, "crowd_some"], [2400, "crowd_many"]];
const REFUSAL_SHOWN_MS = 6000;

const byId = (id) => document.getElementById(id);
const language = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "vi";

let forget;

function notify(words, lasting = false) {
  clearTimeout(forget);
  write(byId("notice"), words ?? "");
  byId("notice").hidden = !words;
  if (words && !lasting) forget = setTimeout(() => notify(null), REFUSAL_SHOWN_MS);
}

function translatePage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(element.dataset.say);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
  }
  byId("language").href = language === "en" ? "?" : "?lang=en";
}

function keepTime(timeZone) {
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "vi-VN", {
    weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone,
  });
  const tick = () => {
    const now = new Date();
    write(byId("clock"), `${clock(now, timeZone)} · ${format.format(now)}`);
  };
  tick();
  setInterval(tick, 1000);
}

function clock(moment, timeZone) {
  return moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone });
}

// --- Where numbers come from: a machine or the reception, the others behind a tab ----------------

function dispensers(first, screen) {
  const called = machineNames(first);
  const open = (name) => screen.open(name, called.get(name));
  const names = [...first.dispensers, ...first.kiosks].map(({ device }) => device.name);
  const machines = [
    ...first.dispensers.map((one) => dispenser(one, readSlip, open)),
    ...first.kiosks.map((one) => kiosk(one, first.dossiers, readSlip, open)),
  ];
  const reception = desk(first, readSlip);
  const faces = [...machines, reception];
  const tabs = faces.map((_, index) =>
    h("button", { type: "button", "data-tab": names[index] ?? "reception", onclick: () => choose(index) }),
  );
  const choose = (chosen) => {
    tabs.forEach((tab, index) => tab.setAttribute("aria-pressed", index === chosen));
    faces.forEach(({ element }, index) => { element.hidden = index !== chosen; });
    if (names.includes(screen.shows()) && screen.shows() !== names[chosen]) screen.close();
  };
  choose(0);
  byId("dispensers").append(h("nav", {}, ...tabs), ...faces.map(({ element }) => element));
  return (now) => {
    [...now.dispensers, ...now.kiosks].forEach((one, index) => {
      machines[index].draw(one, now.code);
      const name = index < now.dispensers.length ? say("dispenser_tab", { n: index + 1 }) : called.get(names[index]);
      mark(tabs[index], name, machines[index].trouble(one));
    });
    reception.draw(now.desk, now.code);
    mark(tabs.at(-1), say("desk"), reception.waits(now.desk) || "");
  };
}

/** Every touch screen of the hall, by what it belongs to. */
function screens({ dispensers: machines, kiosks, counters }) {
  const pads = counters.map(({ pad }) => pad).filter(Boolean);
  return [
    ...machines.map((one) => ({ ...one, kind: "dispenser" })),
    ...kiosks.map((one) => ({ ...one, kind: "kiosk" })),
    ...pads.map((one) => ({ ...one, kind: "pad" })),
  ];
}

function mark(tab, name, amiss) {
  write(tab, amiss ? `${name} · ${amiss}` : name);
  tab.classList.toggle("amiss", Boolean(amiss));
}

function readSlip(image) {
  byId("paper").querySelector("img")?.remove();
  byId("paper").prepend(h("img", { src: image.src, alt: image.alt }));
  byId("paper").showModal();
}

async function explain(label) {
  const dialog = byId("why");
  write(dialog.querySelector("h2"), say("why_label", { label: spaced(label) }));
  const told = await whyOf(label, language);
  dialog.querySelector("div").replaceChildren(...told.map((sentence) => h("p", {}, sentence)));
  dialog.showModal();
}

function panel() {
  const waiting = queues(explain);
  const tabs = [...byId("panel").querySelectorAll("[data-shows]")];
  const choose = (chosen) => {
    for (const tab of tabs) tab.setAttribute("aria-pressed", tab.dataset.shows === chosen);
    waiting.element.hidden = chosen !== "queues";
    byId("happenings").hidden = chosen !== "happenings";
  };
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab.dataset.shows));
  byId("panel").append(waiting.element);
  choose("queues");
  return waiting;
}

// --- The screen on the wall --------------------------------------------------------------------

function wallScreen(first) {
  const label = h("strong");
  const where = h("strong");
  const call = h("div", { class: "call" },
    h("p", {}, h("span", {}, say("call_number")), label),
    h("p", {}, h("span", {}, say("call_counter")), where));
  const quiet = h("p", { class: "quiet" }, say("call_none"));
  const rows = first.queues.map(() => ({ name: h("span"), waiting: h("b") }));
  const stale = h("span", { class: "stale" }, say("stale_screen"));
  byId("screen").append(h("div", { class: "calls" }, call, quiet),
    h("div", { class: "waiting" }, h("h2", {}, say("waiting"), stale),
      h("ul", {}, ...rows.map((row) => h("li", {}, row.name, row.waiting)))));
  return (now) => {
    call.hidden = !now.call;
    quiet.hidden = Boolean(now.call);
    call.classList.toggle("fresh", Boolean(now.call?.fresh));
    write(label, now.call ? spaced(now.call.label) : "");
    write(where, now.call?.counter ?? "");
    now.queues.forEach((queue, index) => {
      write(rows[index].name, queue.name);
      const wait = queue.waiting && queue.classes[0].wait;
      const count = queue.waiting === null ? "–" : String(queue.waiting);
      write(rows[index].waiting, wait ? `${count} · ${minutes(wait)}` : count);
    });
    stale.hidden = now.service === "running";
  };
}

function happenings(latest, timeZone) {
  const lines = latest.map(({ at, text, values }) => {
    const filled = Object.fromEntries(values);
    if (filled.label) filled.label = spaced(filled.label);
    const label = Object.fromEntries(values).label;
    const why = text === "event_called"
      ? [h("button", { type: "button", class: "log-why", onclick: () => explain(label) }, say("why"))]
      : [];
    return h("li", {}, h("time", {}, clock(new Date(at), timeZone)), say(text, filled), ...why);
  });
  byId("happenings").replaceChildren(...(lines.length ? lines : [h("li", {}, say("log_empty"))]));
}

// --- All of it ---------------------------------------------------------------------------------

function build(first) {
  const screen = glass();
  const called = machineNames(first);
  const open = (name) => screen.open(name, called.get(name));
  const counters = first.counters.map((one) => counter(one, open));
  const service = serverProcess("broker", "service");
  const mosquitto = serverProcess("mosquitto", "wire");
  const visitors = crowd(RATES);
  byId("counters").append(...counters.map(({ element }) => element));
  byId("server").append(service.element, mosquitto.element);
  byId("crowd").append(visitors.element);
  const drawDispensers = dispensers(first, screen);
  document.querySelector("main").append(screen.element);
  const drawScreen = wallScreen(first);
  const waiting = panel();
  let told = "";
  keepTime(first.zone);
  return (now) => {
    write(byId("centre"), now.centre);
    document.body.dataset.service = now.service;
    drawDispensers(now);
    screen.draw(screens(now));
    waiting.draw(now.queues);
    drawScreen(now);
    counters.forEach((one, index) => one.draw(now.counters[index]));
    service.draw(now.service);
    mosquitto.draw(now.mosquitto);
    visitors.draw(now.crowd);
    const latest = JSON.stringify(now.happenings);
    if (latest !== told) happenings(now.happenings, now.zone);
    told = latest;
  };
}

function watch() {
  let draw = null;
  const live = new EventSource("/live");
  live.onmessage = ({ data }) => {
    const now = JSON.parse(data);
    draw ??= build(now);
    draw(now);
    document.body.dataset.ready = "yes";
    if (document.body.classList.contains("stale")) notify(null);
    document.body.classList.remove("stale");
  };
  live.onerror = () => {
    document.body.classList.add("stale");
    notify(say("stale"), true);
  };
}

function closeMenusElsewhere(event) {
  for (const menu of document.querySelectorAll("details[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

await speak(language);
translatePage();
onRefusal(notify);
document.addEventListener("click", closeMenusElsewhere);
byId("contrast").addEventListener("click", ({ target }) => {
  const high = document.documentElement.dataset.contrast !== "high";
  document.documentElement.dataset.contrast = high ? "high" : "";
  target.setAttribute("aria-pressed", high);
});
watch();
