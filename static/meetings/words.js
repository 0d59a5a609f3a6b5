// Small forms of speech: times, places, names in bold.
import { say } from "../core/words.js";

/** `2:40`. */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

/** `3rd`, as this language counts. */
export function nth(count) {
  const language = document.documentElement.lang || "en";
  const form = new Intl.PluralRules(language, { type: "ordinal" }).select(count);
  return say("m_nth", { count }, form);
}

/** A handle, or "somebody" for whom this reader has blocked. */
export function nameOf(person) {
  return person?.handle ?? say("m_line_somebody");
}

/** Put a sentence into an element, with its {who} in bold. */
export function sayBold(element, name, who) {
  const [before, after = ""] = say(name, { who: "\n" }).split("\n");
  const bold = document.createElement("b");
  bold.textContent = who;
  element.replaceChildren(before, bold, after);
}

/** Change what an element says only where it differs, so that nothing is read out twice. */
export function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}
