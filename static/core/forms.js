// Ordinary forms: sent once, say so when it takes long, and lead to what went wrong.
import { forgetEverything } from "./device.js";

const PATIENCE = 400;

export function startForms() {
  document.querySelector("[data-summary]")?.focus();
  if (document.querySelector("[data-forgotten]")) forgetEverything();
  for (const field of document.querySelectorAll("input[data-zone]")) field.value ||= ownZone();
  addEventListener("submit", refuseTwice, true);
  addEventListener("submit", ({ target, submitter, defaultPrevented }) => {
    if (defaultPrevented || target.method !== "post" || "downloads" in target.dataset) return;
    if ("forgets" in target.dataset) forgetEverything();
    target.dataset.sent = "";
    setTimeout(() => busy(submitter), PATIENCE);
  });
  addEventListener("pageshow", ({ persisted }) => persisted && rest());
}

/** The zone the device lives in, so that nobody is asked at joining. */
function ownZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}

function refuseTwice(event) {
  if ("sent" in event.target.dataset) event.preventDefault();
}

/** After 400 ms the button says what is going on, at its old width. */
function busy(button) {
  if (!button) return;
  button.style.minInlineSize = `${button.offsetWidth}px`;
  button.setAttribute("aria-disabled", "true");
  if (button.dataset.busy) [button.dataset.rest, button.textContent] = [button.textContent, button.dataset.busy];
}

/** The page came back out of the browser's memory: its forms can be sent again. */
function rest() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[data-rest]")) {
    button.textContent = button.dataset.rest;
    button.removeAttribute("aria-disabled");
  }
}
