// The desk by keyboard. Letters act only while the focus is on nothing, in the page's main part or in the list of
// keys, and while nobody types there; one switch on this device turns them off (WCAG 2.1.4).
import { keep, kept } from "../core/device.js";

const SWITCH = "desk-keys";
const TYPING = "input, textarea, select, [contenteditable]";
const main = document.querySelector("main");
const queue = document.querySelector("[data-queue]");
const help = document.querySelector("[data-keys]");
const box = help?.querySelector("[data-use-keys]");

if (box) start();

function start() {
  help.hidden = false;
  box.checked = kept(SWITCH) !== false;
  box.addEventListener("change", () => keep(SWITCH, box.checked));
  if (document.activeElement === document.body) main.focus({ preventScroll: true });
  addEventListener("keydown", press);
}

function press(event) {
  if (!box.checked || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event;
  const ours = target === document.body || main.contains(target) || help.contains(target);
  if (!ours || target.closest(TYPING)) return;
  const key = event.key.toLowerCase();
  if (queue && (key === "j" || key === "k")) step(key === "j" ? 1 : -1);
  else if (key === "?") help.querySelector("h2").focus();
  else if (!act(key, event.repeat)) return;
  event.preventDefault();
}

/** Move the focus along the list, the shortest way to what is read next. */
function step(by) {
  const stops = [...queue.querySelectorAll("[data-stop]")];
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  stops[Math.min(stops.length - 1, Math.max(0, at + by))]?.focus();
}

/** Do what a key stands for, in the part that has the focus first; whether there is such a thing. */
function act(key, again) {
  const mine = `[data-key="${CSS.escape(key)}"]`;
  const here = document.activeElement.closest("[data-stop]")?.querySelector(mine);
  const control = here ?? document.querySelector(`main :not([data-stop] *)${mine}`);
  if (!control) return false;
  if (again) return true; // a key that is held down acts once
  control.click();
  const place = control.hash?.length > 1 ? document.querySelector(control.hash) : control.closest("details[open]");
  place?.querySelector("input:not([type=hidden]), textarea")?.focus();
  return true;
}
