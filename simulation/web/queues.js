// Behind the wall: who waits, for how long they were promised, and how much of it is used up.

import { className, h, minutes, say, spaced, write } from "/parts.js";

const TICK_MS = 1000;

/** Who waits for each service; `why` explains a number. */
export function queues(why) {
  const element = h("div", { class: "queues" });
  let known = [];
  const tick = () => {
    for (const bar of element.querySelectorAll(".person:not(.held)")) {
      const used = (Date.now() - Number(bar.dataset.since)) / Number(bar.dataset.promise) / 1000;
      const percent = Math.max(0, Math.round(100 * used));
      bar.style.setProperty("--used", `${Math.min(100, percent)}%`);
      bar.classList.toggle("overdue", percent >= 100);
      write(bar.querySelector(".used"), say("used", { percent, n: Math.round(bar.dataset.promise / 60) }));
    }
  };
  setInterval(tick, TICK_MS);
  const draw = (now) => {
    const drawn = JSON.stringify(now);
    if (drawn === known) return;
    known = drawn;
    element.replaceChildren(...now.map((queue) => section(queue, why)));
    tick();
  };
  return { element, draw };
}

function section(queue, why) {
  const more = (queue.waiting ?? 0) - queue.people.filter(({ held }) => !held).length;
  const unseen = more > 0 ? [h("li", { class: "more" }, say("more_people", { n: more }))] : [];
  return h("section", { "data-queue": queue.service },
    h("h3", {}, queue.name, h("b", {}, queue.waiting === null ? "–" : String(queue.waiting))),
    ...(queue.summoned ? [h("p", { class: "summons" }, say("summoned", { n: queue.summoned }))] : []),
    ...expected(queue),
    h("ul", {}, ...queue.people.map((person) => one(person, why)), ...unseen));
}

/** How long somebody who comes now will wait, class by class. */
function expected(queue) {
  const told = queue.classes.filter(({ wait }) => wait);
  if (!told.length && !queue.waiting) return [];
  const alike = Map.groupBy(told, ({ wait }) => minutes(wait));
  const waits = [...alike].map(([wait, classes]) =>
    `${classes.map(({ class_id }) => className(class_id)).join(", ")} ${wait}`);
  const words = waits.join(" · ") || say("wait_unknown");
  return [h("p", { class: "next" }, say("next_wait", { waits: words }))];
}

function one(person, why) {
  const rest = person.held ? say("held") : person.wait ? minutes(person.wait) : "";
  return h("li", {
    class: person.held ? "person held" : "person", "data-label": person.label,
    "data-since": person.since, "data-promise": person.promise_s,
    title: say("promised", { n: Math.round(person.promise_s / 60) }),
  },
  h("button", { type: "button", title: say("why"), onclick: () => why(person.label) },
    spaced(person.label)),
  h("span", { class: "class" }, className(person.class_id)),
  h("span", { class: "bar" }, h("i")),
  h("span", { class: "used" }),
  h("span", { class: "rest" }, rest));
}
