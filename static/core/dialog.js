// `<template data-ask-NAME>` holds a native dialog that asks once before something is done.
import { copyOf } from "./html.js";

/** Ask; resolves to whether the person said yes. Escape means no, and focus goes back. */
export function askOnce(name, values = {}) {
  const dialog = copyOf(`ask-${name}`);
  for (const slot of dialog.querySelectorAll("[data-slot]")) {
    slot.textContent = values[slot.dataset.slot] ?? "";
  }
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before?.isConnected) before.focus();
      answer(dialog.returnValue === "yes");
    });
  });
}
