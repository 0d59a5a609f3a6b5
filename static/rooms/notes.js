// Words under a content note, as this reader chose: what came over the line is the same for everybody.
import { say } from "../core/words.js";

/** Unfold or hide what stands under a note in a line. `chosen`: by note, "show" or "hide". */
export function apply(line, chosen, address) {
  for (const note of line.querySelectorAll("details[data-note]")) {
    const how = chosen[note.dataset.note];
    if (how === "show") note.open = true;
    if (how === "hide") note.replaceWith(hidden(note, address));
  }
}

function hidden(note, address) {
  const instead = document.createElement("p");
  instead.className = "share__reply";
  const link = document.createElement("a");
  link.href = address;
  link.textContent = say("show_once");
  instead.append(say("note_hidden", { note: note.querySelector("summary b").textContent }), " ", link);
  return instead;
}
