// A kiosk among the machines: its screen, a scanner with dossiers to try, its printer, what can go wrong.

import { perform, trouble } from "/deeds.js";
import { breakable, printed, tellings } from "/dispenser.js";
import { h, say, write } from "/parts.js";

/** A kiosk; `read` shows a slip large, `open` its touch screen. */
export function kiosk(first, dossiers, read, open) {
  const device = first.device.name;
  const title = h("p", { role: "status" });
  const glass = h("button", { type: "button", class: "filled open", onclick: () => open(device) }, say("touch_open"));
  const out = h("div", { class: "out" }, h("p", {}, say("kiosk_no_slips")));
  const faults = breakable(first);
  const told = tellings();
  const element = h("article", { class: "dispenser card", "data-device": device },
    h("div", { class: "screen" }, title, glass),
    tries(device, dossiers),
    h("div", { class: "slot" }),
    h("div", { class: "tray" }, out, faults.element),
    told.element);
  let slip = null;
  const draw = (now) => {
    element.dataset.mode = now.view?.mode ?? "dark";
    write(title, now.view?.page?.title || now.view?.sentence || "");
    faults.draw(now);
    told.draw(now);
    if (now.slip !== slip) {
      slip = now.slip;
      out.replaceChildren(printed(device, slip, now.view?.label, read));
    }
  };
  return { element, draw, trouble: (now) => trouble(now.device) };
}

/** Dossiers that the back office knows: held under the scanner, and their secrets to type. */
function tries(device, dossiers) {
  const code = h("select", { "aria-label": say("dossier_try") },
    ...dossiers.map(([known]) => h("option", { value: known }, known)));
  const secret = h("strong");
  const tell = () => write(secret, dossiers.find(([known]) => known === code.value)[1]);
  code.addEventListener("change", tell);
  tell();
  const scan = () => perform({ do: "scan", device, value: code.value });
  return h("div", { class: "dossiers" }, h("h3", {}, say("dossier_try")), code,
    h("p", {}, `${say("dossier_secret")} `, secret),
    h("button", { type: "button", "data-scan": "", onclick: scan }, say("dossier_scan")));
}
