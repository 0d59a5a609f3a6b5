// The one door through which text becomes elements. Only what the server rendered comes here:
// its text.py is the only maker of safe markup, and the content security policy lets nothing run.
const WORKER = "/static/core/worker.js";
const rules = {
  createHTML: (html) => html,
  createScriptURL: (address) => (address === WORKER ? address : ""),
};
const policy = globalThis.trustedTypes?.createPolicy("hearth", rules) ?? rules;

/** The elements of a piece of the server's HTML. */
export function fragment(html) {
  const holder = document.createElement("template");
  holder.innerHTML = policy.createHTML(html);
  return holder.content;
}

/** A whole page of the server's, to take parts from. */
export function page(html) {
  return new DOMParser().parseFromString(policy.createHTML(html), "text/html");
}

/** Where the service worker is: the only script that is started by its address. */
export function workerAddress() {
  return policy.createScriptURL(WORKER);
}

/** Fetch a page or a part of this site; null where it is refused or out of reach. */
export async function fetchHtml(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, redirect: "error" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** A fresh copy of the first element in `<template data-NAME>`. */
export function copyOf(name) {
  const template = document.querySelector(`template[data-${name}]`);
  return template?.content.firstElementChild.cloneNode(true) ?? null;
}

/** Put `fresh` in the place of `old`; a focus that stood inside goes on to `next` and is not lost. */
export function swap(old, fresh, next) {
  const held = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (held) next?.focus({ preventScroll: true });
}
