// The reception: machines that need somebody, claims to confirm, numbers for people, who is back.

import { perform } from "/deeds.js";
import { faultLines, printed } from "/dispenser.js";
import { className, dispenserName, h, machineNames, say, spaced, write } from "/parts.js";

/** The reception; `read` shows a slip large. */
export function desk(first, read) {
  const { desk: { offers, classes }, dispensers } = first;
  const names = dispensers.map(({ device }) => device.name);
  const called = machineNames(first);
  const told = h("p", { class: "told", role: "status" });
  const out = h("div", { class: "out" });
  const help = h("ul", { class: "needs" });
  const claims = h("ul", { class: "claims" });
  const take = numberForm(offers, classes, names);
  const booked = line("code", "desk_check_in",
    (value) => perform({ do: "check_in", value: value || booked.field.placeholder, slip: take.slip() }));
  const back = line("desk_label", "desk_report", (value) => perform({ do: "report", value: value.toUpperCase().replaceAll(" ", "") }));
  back.field.placeholder = "A012";
  const element = h("article", { class: "desk card" },
    h("section", {}, h("h2", {}, say("desk_help")), help),
    h("section", {}, h("h2", {}, say("desk_claims")), claims),
    h("section", {}, h("h2", {}, say("desk_take")), take.element, booked.element, back.element),
    h("section", { class: "ended" }, told, out),
  );
  let drawn = "";
  const draw = (now, nextCode) => {
    booked.field.placeholder = nextCode ?? "";
    const picture = JSON.stringify(now);
    if (picture === drawn) return;
    drawn = picture;
    help.replaceChildren(...orNone(now.help.map((call) => helped(call, called)), "desk_help_none"));
    claims.replaceChildren(...orNone(now.claims.map(claimed), "desk_claims_none"));
    end(now, names, told, out, read);
  };
  const waits = (now) => now.help.length + now.claims.length;
  return { element, draw, waits };
}

function end(now, names, told, out, read) {
  const { text, tone, label, device } = now.told ?? { text: "desk_idle", tone: "busy" };
  const place = names.indexOf(device);
  write(told, say(text, { label: spaced(label ?? ""), dispenser: place < 0 ? "" : dispenserName(place) }));
  told.dataset.tone = tone;
  const slip = text === "desk_printed" ? [printed(device, now.slip, label, read)] : [];
  out.replaceChildren(...slip);
}

function orNone(items, none) {
  return items.length ? items : [h("li", { class: "none" }, say(none))];
}

function helped({ device, says, faults, offline }, called) {
  const words = offline ? say("device_offline") : says;
  return h("li", { "data-needs": device }, h("strong", {}, called.get(device)),
    ...(words ? [h("p", {}, words)] : []), h("ul", { class: "parts" }, ...faultLines(faults)));
}

function claimed({ label, service, class_id }) {
  const decide = (value) => () => perform({ do: "decide", label, value });
  return h("li", { "data-claim": label },
    h("p", {}, h("strong", {}, spaced(label)), ` ${className(class_id)}`), h("p", {}, service),
    h("div", {},
      h("button", { type: "button", class: "filled", onclick: decide("confirm") }, say("desk_confirm")),
      h("button", { type: "button", onclick: decide("refuse") }, say("desk_refuse"))));
}

/** A number for somebody: what for, as whom, and where its slip is printed. */
function numberForm(offers, classes, names) {
  const service = select("desk_service", offers.map((one) => [one.service, one.name]));
  const intent = select("desk_intent", []);
  const kind = select("desk_class", classes.map(([id]) => [id, className(id)]));
  const then = select("desk_then", [["", say("desk_then_none")], ...offers.map((one) => [one.service, one.name])]);
  const slip = select("desk_slip", names.map((name, index) => [name, dispenserName(index)]));
  const intents = () => {
    const offer = offers.find((one) => one.service === service.field.value);
    intent.field.replaceChildren(...offer.intents.map((one) => h("option", { value: one }, say(`intent_${one}`))));
  };
  service.field.addEventListener("change", intents);
  intents();
  const element = h("form", {
    class: "take",
    onsubmit: (event) => {
      event.preventDefault();
      perform({
        do: "give", service: service.field.value, intent: intent.field.value, class_id: kind.field.value,
        then: then.field.value ? [then.field.value] : [], slip: slip.field.value,
      });
    },
  }, service.element, intent.element, kind.element, then.element, slip.element,
  h("button", { class: "filled" }, say("desk_print")));
  return { element, slip: () => slip.field.value };
}

function select(key, options) {
  const field = h("select", { name: key }, ...options.map(([value, text]) => h("option", { value }, text)));
  return { field, element: h("label", {}, h("span", {}, say(key)), field) };
}

/** One field and what is done with it. */
function line(key, does, done) {
  const field = h("input", { "aria-label": say(key), maxlength: "64" });
  const element = h("form", {
    class: "code",
    onsubmit: (event) => {
      event.preventDefault();
      done(field.value.trim());
      field.value = "";
    },
  }, field, h("button", {}, say(does)));
  return { field, element };
}
