// One heading for the lines of one person within two minutes, and a date between two days.
import { copyOf } from "../core/html.js";
import { instantOf } from "./clock.js";

const JOINS = 120_000; // ms

/** `within` how many ms lines join, where the room says otherwise (a share is one block, however slowly it is typed). */
export function headingsOf(list, clock, me, within = JOINS) {
  return { arrange, arrangeAfter, continues };

  /** Give a line its heading, or let it stand under the one before; and the date above, where it begins a day. */
  function arrange(line) {
    const before = neighbour(line, "previousElementSibling", (other) => {
      if (other.matches(".day")) other.remove();
    });
    const sameDay = before && clock.day(instantOf(before)) === clock.day(instantOf(line));
    line.classList.toggle("share--joined", Boolean(sameDay && joins(before, line)));
    if (sameDay) return;
    const day = copyOf("day");
    day.append(clock.date(instantOf(line)));
    const unread = line.previousElementSibling;
    list.insertBefore(day, unread?.matches(".unread") ? unread : beginOf(line));
  }

  /** What happened that day just before the line stands under the same date. */
  function beginOf(line) {
    let first = line;
    for (let other = line.previousElementSibling; ofDay(other, line); other = other.previousElementSibling) first = other;
    return first;
  }

  function ofDay(other, line) {
    const at = other?.matches(".event:not(.day), .read") && other.querySelector("time")?.dateTime;
    return at && clock.day(at) === clock.day(instantOf(line));
  }

  /** The line after this one may begin or end a heading by what this one has become. */
  function arrangeAfter(line) {
    const after = neighbour(line, "nextElementSibling");
    if (after) arrange(after);
  }

  /** Whether what one sends now stands under the heading of this line. */
  function continues(line) {
    if (line?.matches("[data-key]")) return true;
    return line?.dataset.author === me && !line.matches(".share--gone")
      && Date.now() - new Date(instantOf(line)) <= within;
  }

  function joins(before, line) {
    return before === line.previousElementSibling
      && before.dataset.author === line.dataset.author
      && !before.matches(".share--gone") && !line.matches(".share--gone")
      && new Date(instantOf(line)) - new Date(instantOf(before)) <= within;
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
}
