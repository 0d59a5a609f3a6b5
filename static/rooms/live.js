// The entries of a room, applied to its log. Each kind is a function of its name.
import { announceLine } from "../core/announce.js";
import { copyOf, fetchHtml, fragment, page } from "../core/html.js";
import { say } from "../core/words.js";
import { instantOf } from "./clock.js";
import { leadingOn } from "./moved.js";

const CROWD = 1_500; // ms over which a full room asks for what changed

export function startLive(room) {
  const { log, lines, scroll, nods, me } = room;
  const { post_moved, goesOn } = leadingOn(room);
  let missed = 0;
  let firstMissed = null;
  const kinds = {
    message_posted, message_edited, message_removed, reaction_set, room_changed, post_moved,
  };
  return { onEntry, onReset, takeMissed };

  /** A hidden entry shows nothing; only its place in the order counted. */
  function onEntry(entry, how) {
    if (!entry.hidden) kinds[entry.kind]?.(entry, how);
    room.told.dispatchEvent(new CustomEvent("entry", { detail: { entry, how } }));
    room.pending.applied(entry.seq);
    room.reading.look();
  }

  function message_posted({ seq, data }, { live }) {
    const mine = data.author.id === me;
    if (mine) room.pending.arrived(data.key);
    if (lines.find(seq)) return;
    const line = lineFrom(data.html);
    scroll.added(mine ? 0 : 1, () => lines.place(line));
    nods.press(line);
    room.older.trim();
    if (mine) return;
    if (live) announceLine(lines.author(line), lines.text(line));
    else count(line);
  }

  function message_edited({ data }) {
    const old = lines.find(data.message);
    if (!old) return;
    const line = lineFrom(data.html);
    scroll.added(0, () => lines.replace(old, line));
    nods.press(line);
    lines.requote(data.message);
  }

  function message_removed({ actor, data }) {
    const old = lines.find(data.message);
    if (!old) return;
    const line = copyOf("gone");
    line.id = old.id;
    Object.assign(line.dataset, old.dataset);
    const own = actor === Number(old.dataset.author);
    line.querySelector("span").textContent = say(own ? "gone" : "gone_by_office", { handle: lines.author(old) });
    line.querySelector("time").dateTime = instantOf(old);
    scroll.added(0, () => lines.replace(old, line));
    lines.requote(data.message);
  }

  function reaction_set(entry) {
    scroll.added(0, () => nods.reaction_set(entry));
  }

  function room_changed({ data }, { live }) {
    room.rules = data;
    room.slow = data?.slow_seconds > 0;
    if (data?.goes_on_in) goesOn(data.goes_on_in);
    if (data?.sentence) scroll.added(0, () => lines.event(data.sentence));
    room.state.refresh(live ? CROWD : 0);
  }

  function lineFrom(html) {
    return fragment(html).querySelector("li[data-seq]");
  }

  function count(line) {
    missed += 1;
    firstMissed ??= line;
  }

  /** How many lines of others came while the connection was away, and the first of them. */
  function takeMissed() {
    const found = [missed, firstMissed];
    [missed, firstMissed] = [0, null];
    return found;
  }

  /** The stream is to be read anew (a block, an unblock, a purge): take the log of a fresh page. */
  async function onReset() {
    const html = await fetchHtml(`${location.pathname}${location.search}`);
    const fresh = html && page(html).querySelector("[data-log]");
    if (!fresh) return null;
    Object.assign(log.dataset, fresh.dataset);
    const older = lines.list.querySelector(":scope > .older"); // the one that is listened to
    older.hidden = log.dataset.older !== "1";
    fresh.querySelector(".older").replaceWith(older);
    scroll.added(0, () => lines.list.replaceChildren(...fresh.querySelector("ol").children));
    nods.learn(JSON.parse(log.dataset.nods || "{}"));
    lines.dressEvents(lines.list);
    for (const line of lines.all()) {
      lines.dress(line);
      nods.press(line);
    }
    room.pending.render();
    return Number(log.dataset.seq);
  }
}
