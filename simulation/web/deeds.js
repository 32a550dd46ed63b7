// What the visitor does, and what every device has: a cable and a plug.

import { act, h, say, write } from "/parts.js";

let complain = () => {};

/** Tell where refusals are shown. */
export function onRefusal(show) {
  complain = show;
}

/** Do something; a refusal is shown. */
export async function perform(action) {
  complain(await act(action));
}

/** A button with a text that does something. */
export function button(key, action, attributes = {}) {
  return h("button", { type: "button", onclick: () => perform(action()), ...attributes }, say(key));
}

/** A button that breaks something and mends it: `whole` and `broken` are values and texts. */
export function fault(deed, device, whole, broken) {
  let now = whole.value;
  const other = () => (now === whole.value ? broken : whole);
  const element = button(broken.text, () => ({ do: deed, device, value: other().value }));
  const draw = (value) => {
    now = value;
    write(element, say(other().text));
    element.classList.toggle("amiss", now !== whole.value);
  };
  return { element, draw };
}

/** The faults that any device can have. */
export function connections(device) {
  const cable = fault("cable", device,
    { value: "plugged", text: "cable_plug" }, { value: "pulled", text: "cable_pull" });
  const power = fault("power", device,
    { value: "on", text: "power_on" }, { value: "off", text: "power_off" });
  const draw = (now) => {
    cable.draw(now.cable);
    power.draw(now.power);
  };
  return { buttons: [cable.element, power.element], draw };
}

/** In one word what is the matter with a device; empty when nothing is. */
export function trouble(device) {
  if (device.power === "off") return say("power_none");
  if (device.cable === "pulled") return say("cable_out");
  return device.online ? "" : say("device_offline");
}
