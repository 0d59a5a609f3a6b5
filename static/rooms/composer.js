// `data-composer`: the box. Enter sends with a keyboard and makes a line on touch; what is typed is
// kept on the device; a refusal moves nothing and leads back to the box.
import { announceNow } from "../core/announce.js";
import { drop, keep, kept } from "../core/device.js";
import { say } from "../core/words.js";
import { startReferences } from "./references.js";

const LONGEST = 4_000; // characters (L4.3)
const WARN = 200; // characters before that when counting begins

export function startComposer(form, { scope, state, add, typing }) {
  const box = form.elements.body;
  const note = form.elements.note;
  const counter = form.querySelector("[data-counter]");
  const references = startReferences(form, saveDraft);
  const draft = `draft:${scope}`;
  const touch = matchMedia("(pointer: coarse)");

  if (box.value.trim() === "") restore();
  else references.show(references.values()); // words that were refused, with what they refer to
  box.addEventListener("input", changed);
  // whoever only reads along does not fetch the words of the private hint
  const hint = () => import("../moderation/hint.js").catch(() => undefined); // without a line there is none
  if (box.value.trim()) hint();
  else box.addEventListener("input", hint, { once: true });
  note.addEventListener("change", saveDraft);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey || touch.matches) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  changed();
  return { answer: references.answer, quote: references.quote, putBack };

  function send() {
    const body = box.value.trim();
    if (body === "") return box.focus();
    const refusal = state.refusal(body) || tooLong();
    if (refusal) return refuse(refusal);
    try {
      const { reply_to, quotes } = references.values();
      add({ body, reply_to: Number(reply_to) || null, note: note.value || null, quotes: quotes || null });
    } catch {
      return refuse(say("device_full"));
    }
    box.value = "";
    note.value = "";
    references.clear();
    drop(draft);
    changed();
    typing.stop();
    box.focus();
  }

  function refuse(sentence) {
    announceNow(sentence);
    box.focus();
  }

  function tooLong() {
    const over = length() - LONGEST;
    return over > 0 ? say("too_long", { count: over }) : "";
  }

  /** In characters as the server counts them, not in halves of pairs. */
  function length() {
    return [...box.value.trim()].length;
  }

  function changed() {
    const left = LONGEST - length();
    counter.hidden = left > WARN;
    counter.textContent = left < 0 ? say("too_long", { count: -left }) : say("left", { count: left });
    grow();
    if (document.activeElement === box && box.value) typing.go();
    saveDraft();
  }

  /** Where the browser cannot size the box by its content. */
  function grow() {
    if (CSS.supports("field-sizing", "content")) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  }

  /** Words that were not sent come back into the box, above what stands there now. */
  function putBack({ body, note: its, reply_to, quotes }) {
    if (reply_to || quotes) references.show({ reply_to: reply_to ?? "", quotes: quotes ?? "" });
    box.value = [body, box.value].filter(Boolean).join("\n\n");
    note.value ||= its ?? "";
    changed();
    box.focus();
  }

  function saveDraft() {
    const words = { body: box.value, note: note.value, ...references.values() };
    if (words.body || words.reply_to || words.quotes) keep(draft, words);
    else drop(draft);
  }

  function restore() {
    const words = kept(draft);
    if (!words) return;
    box.value = words.body;
    note.value = words.note;
    references.show(words);
  }
}
