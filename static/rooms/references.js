// What the words in the box refer to: the line they answer, and what they quote; each with a strip above the box.
import { say } from "../core/words.js";

const MOST = 5; // quotes

export function startReferences(form, changed) {
  const { body, reply_to, quotes } = form.elements;
  const reply = strip("[data-reply-to]", () => answer(null));
  const quoting = strip("[data-quoting]", () => { showQuotes(""); changed(); });
  return { answer, quote, values, show, clear };

  function values() {
    return { reply_to: reply_to.value, quotes: quotes.value };
  }

  /** What stood here before, from the device. */
  function show(kept) {
    showReply(kept.reply_to, kept.reply_to && say("replying_again"));
    showQuotes(kept.quotes ?? "");
  }

  function clear() {
    showReply("", "");
    showQuotes("");
  }

  /** Answer a line, or (null) nothing in particular. */
  function answer(line) {
    showReply(line?.seq ?? "", line ? say("replying", line) : "");
    if (line) body.focus();
    changed();
  }

  /** Quote something more, by its reference. False: there are as many as may be. */
  function quote(reference) {
    const before = quotes.value.split(" ").filter((one) => one && one !== reference);
    if (before.length >= MOST) return false;
    showQuotes([...before, reference].join(" "));
    body.focus();
    changed();
    return true;
  }

  function showReply(seq, sentence) {
    reply_to.value = seq;
    tell(reply, sentence);
  }

  function showQuotes(references) {
    quotes.value = references;
    tell(quoting, references && say("quoting", { count: references.split(" ").length }));
  }

  function tell(where, sentence) {
    where.hidden = !sentence;
    where.querySelector("span").textContent = sentence;
  }

  function strip(name, leave) {
    const found = form.querySelector(name);
    found.querySelector("button").addEventListener("click", () => { leave(); body.focus(); });
    return found;
  }
}
