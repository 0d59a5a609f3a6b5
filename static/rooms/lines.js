// The lines of the log: where they stand, what they say, which are one's own.
import { copyOf, swap } from "../core/html.js";
import { say } from "../core/words.js";
import { instantOf } from "./clock.js";
import { headingsOf } from "./headings.js";
import { forOneReader } from "./one_reader.js";

export function linesOf(log, clock) {
  const list = log.querySelector("ol");
  const { me } = log.dataset;
  const headings = headingsOf(list, clock, me, Number(log.dataset.joins) || undefined);
  const { continues } = headings;
  const { dress: dressForReader, requote } = forOneReader(log);
  return {
    list, find, all, place, replace, prepend, dress, dressEvents, event, began, continues, author, text, nameOf, requote,
  };

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
    headings.arrangeAfter(line);
  }

  function replace(old, line) {
    const note = old.querySelector(":scope > details.note");
    const nods = old.querySelector(".nods--row"); // kept by its own entries, not by those of the words
    line.querySelector(".nods--row")?.remove();
    if (nods && !line.matches(".share--gone")) line.append(nods);
    swap(old, line, line.querySelector("summary") ?? log);
    if (note?.open) line.querySelector(":scope > details.note")?.setAttribute("open", "");
    dress(line);
    headings.arrangeAfter(line);
  }

  /** Older lines, oldest first, above all others. */
  function prepend(older) {
    const first = all()[0];
    const unread = list.querySelector(":scope > .unread");
    const above = unread?.nextElementSibling === first ? unread : first;
    dressEvents(older);
    list.insertBefore(older, above ?? null);
    if (unread) list.insertBefore(unread, firstUnread() ?? unread);
    for (const line of all()) {
      dress(line);
      if (line === first) break;
    }
  }

  function firstUnread() {
    const isNew = (line) => Number(line.dataset.seq) > Number(log.dataset.read) && line.dataset.author !== me;
    return [...all()].find(isNew);
  }

  /** The log is no longer empty. */
  function began() {
    list.querySelector("[data-empty]")?.remove();
  }

  /** A small line of the house, with the time where it has one. */
  function event(sentence, at = "") {
    const line = copyOf("event");
    if (at) line.append(clock.stamp(at), " ");
    line.append(sentence);
    list.insertBefore(line, list.querySelector(":scope > [data-key]"));
    return line;
  }

  /** What the server told between the lines has its times in UTC. */
  function dressEvents(root) {
    for (const line of root.querySelectorAll(":scope > .event, :scope > .read")) clock.localise(line);
  }

  function dress(line) {
    clock.localise(line);
    const named = { handle: author(line), time: clock.time(instantOf(line)) };
    line.querySelector(".more > summary")?.setAttribute("aria-label", say("more", named));
    if (line.dataset.author === me) {
      line.classList.add("share--mine");
      line.querySelector(".share__who")?.setAttribute("data-you", say("you"));
    }
    const reply = line.querySelector("[data-reply]");
    const target = reply && find(reply.dataset.reply);
    if (target) reply.href = `#${target.id}`;
    if (target && text(target)) {
      reply.textContent = say("reply_to", { handle: author(target), words: text(target).slice(0, 60) });
    }
    headings.arrange(line);
    dressForReader(line);
  }

  /** The handle of a membership whose words are in the log. */
  function nameOf(id) {
    return list.querySelector(`:scope > [data-author="${Number(id)}"] .share__who`)?.textContent;
  }

  function author(line) {
    return line.querySelector(".share__who")?.textContent ?? "";
  }

  /** What a line says, as one string; nothing of what stands behind a content note. */
  function text(line) {
    const shown = line.querySelector(":scope > .words") ?? line.querySelector(":scope > .note > summary b");
    return shown?.textContent.trim().replace(/\s+/g, " ") ?? "";
  }
}
