// `data-safe-words`: a private hint under the box while a draft tells how something is done. It is matched here, on the
// device; nothing of it is sent, kept or counted, and nothing waits for it.
import { kindsIn, ready } from "./safe_words.js";

const PAUSE = 500; // ms without a key before a draft is looked at

for (const place of document.querySelectorAll("[data-safe-words]")) start(place);

async function start(place) {
  const form = place.closest("form");
  const box = form.elements.body;
  const address = new URL(form.action);
  address.searchParams.set("script", "1"); // so that the page after it says nothing a second time
  form.action = address.href;
  const words = await import(`./safe_words/${place.dataset.safeWords}.js`).catch(() => null);
  if (!words) return; // without a line there is no hint
  const list = ready(words.default);
  let timer = 0;
  let hidden = ""; // the kind that was put away, until the box is empty
  box.addEventListener("input", soon);
  form.addEventListener("submit", () => setTimeout(look));
  place.addEventListener("click", ({ target }) => {
    if (target.closest("[data-to-note]")) openNote(form);
    if (target.closest("[data-put-away]")) putAway();
  });
  look();

  function soon() {
    if (!box.value.trim()) hidden = ""; // at once: the next draft may be there before this one is looked at
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  }

  function look() {
    clearTimeout(timer);
    const [kind] = kindsIn(box.value, list);
    if (!box.value.trim()) hidden = "";
    if (kind !== hidden) show(kind);
  }

  function show(kind = "") {
    if (place.dataset.shown === kind) return;
    place.dataset.shown = kind;
    if (!kind) return place.replaceChildren();
    const said = place.parentElement.querySelector("template[data-hints]").content.cloneNode(true);
    for (const other of said.querySelectorAll(`[data-hint]:not([data-hint="${kind}"])`)) other.remove();
    place.replaceChildren(said);
  }

  function putAway() {
    hidden = place.dataset.shown;
    show();
    box.focus();
  }
}

/** The picker of content notes, wherever the form has it. */
function openNote(form) {
  const fold = form.elements.note.closest("details");
  if (fold) fold.open = true;
  form.elements.note.focus();
}
