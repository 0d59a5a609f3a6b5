// The lines of the log: where they stand, which join under one heading, which are one's own.
import { copyOf } from "../core/html.js";
import { say } from "../core/words.js";

const JOINS = 120_000; // ms between two lines of one person under one heading

export function linesOf(log, clock) {
  const list = log.querySelector("ol");
  const { me } = log.dataset;
  return { list, find, all, place, replace, prepend, dress, event, began, author, text, nameOf };

  function find(seq) {
    return list.querySelector(`:scope > [data-seq="${Number(seq)}"]`);
  }

  function all() {
    return list.querySelectorAll(":scope > [data-seq]");
  }

  /** Put a new line where its seq belongs: nearly always last, before what is not sent yet. */
  function place(line) {
    const seq = Number(line.dataset.seq);
    const later = [...all()].find((other) => Number(other.dataset.seq) > seq);
    began();
    list.insertBefore(line, later ?? list.querySelector(":scope > [data-key]"));
    dress(line);
    arrange(neighbour(line, "nextElementSibling"));
  }

  function replace(old, line) {
    const note = old.querySelector("details.note");
    const nods = old.querySelector(".nods--row"); // kept by its own entries, not by those of the words
    line.querySelector(".nods--row")?.remove();
    if (nods && !line.matches(".share--gone")) line.append(nods);
    old.replaceWith(line);
    if (note?.open) line.querySelector("details.note")?.setAttribute("open", "");
    dress(line);
    arrange(neighbour(line, "nextElementSibling"));
  }

  /** Older lines, oldest first, above all others. */
  function prepend(older) {
    const first = all()[0];
    if (first?.previousElementSibling?.matches(".day")) first.previousElementSibling.remove();
    list.insertBefore(older, first ?? null);
    for (const line of all()) {
      dress(line);
      if (line === first) break;
    }
  }

  /** The log is no longer empty. */
  function began() {
    list.querySelector("[data-empty]")?.remove();
  }

  /** A small line of the house. */
  function event(sentence) {
    const line = copyOf("event");
    line.append(sentence);
    list.insertBefore(line, list.querySelector(":scope > [data-key]"));
    return line;
  }

  function dress(line) {
    clock.localise(line);
    if (line.dataset.author === me) {
      line.classList.add("share--mine");
      line.querySelector(".share__who")?.setAttribute("data-you", say("you"));
    }
    const reply = line.querySelector("[data-reply]");
    const target = reply && find(reply.dataset.reply);
    if (target && text(target)) {
      reply.textContent = say("reply_to", { handle: author(target), words: text(target).slice(0, 60) });
    }
    arrange(line);
  }

  function arrange(line) {
    if (!line) return;
    const before = neighbour(line, "previousElementSibling", (other) => {
      if (other.matches(".day")) other.remove();
    });
    const sameDay = before && clock.day(before.dataset.at) === clock.day(line.dataset.at);
    line.classList.toggle("share--joined", Boolean(sameDay && joins(before, line)));
    if (sameDay) return;
    const day = copyOf("day");
    day.append(clock.date(line.dataset.at));
    const unread = line.previousElementSibling;
    list.insertBefore(day, unread?.matches(".unread") ? unread : line);
  }

  function joins(before, line) {
    return before === line.previousElementSibling
      && before.dataset.author === line.dataset.author
      && !before.matches(".share--gone") && !line.matches(".share--gone")
      && new Date(line.dataset.at) - new Date(before.dataset.at) <= JOINS;
  }

  /** The next message that way; `passing` is told of what stands between. */
  function neighbour(line, way, passing = () => {}) {
    let other = line[way];
    while (other && !other.dataset.seq) {
      const after = other[way];
      passing(other);
      other = after;
    }
    return other;
  }

  /** The handle of a membership whose words are in the log. */
  function nameOf(id) {
    return list.querySelector(`:scope > [data-author="${Number(id)}"]`)?.dataset.handle;
  }

  function author(line) {
    return line.dataset.handle ?? "";
  }

  /** What a line says, as one string; nothing of what stands behind a content note. */
  function text(line) {
    const shown = line.querySelector(":scope > .words") ?? line.querySelector(".note > summary b");
    return shown?.textContent.trim().replace(/\s+/g, " ") ?? "";
  }
}
