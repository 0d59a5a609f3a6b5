// What happens in the meeting, as small lines of the house between what people say.
import { announce } from "../core/announce.js";
import { copyOf, fragment } from "../core/html.js";
import { say } from "../core/words.js";
import { nameOf } from "./words.js";

export function startEvents(room, scene) {
  const kinds = { phase_changed, floor_changed, chair_changed, motion_changed, member_thanked };
  room.told.addEventListener("entry", ({ detail: { entry, how } }) => {
    if (entry.kind === "reading_pasted") return read(entry, how);
    const sentence = kinds[entry.kind]?.(entry.data);
    if (!sentence) return;
    room.scroll.added(0, () => mark(room.lines.event(sentence, entry.at), entry));
    if (how.live) announce(sentence);
  });
  const before = { phase: scene.phase, floor: scene.floor, chair: scene.chair }; // of the last line

  /** Replace what held by what holds now; answers what held. */
  function swap(name, data) {
    const old = before[name] ?? {};
    before[name] = data;
    return old;
  }

  function phase_changed(data) {
    const old = swap("phase", data);
    if (old.state !== data.state && data.state !== "running") {
      return { lobby: say("m_line_lobby"), fellowship: say("m_line_fellowship"), closed: say("m_line_closed") }[data.state];
    }
    if (data.state === "running" && old.part !== data.part) return say("m_line_part", { title: data.title });
    if (data.lounge && !old.lounge) return say("m_line_lounge");
    if (Boolean(data.locked) !== Boolean(old.locked)) return say(data.locked ? "m_line_locked" : "m_line_unlocked");
    return data.topic && data.topic !== old.topic ? say("m_line_topic", { topic: data.topic }) : "";
  }

  function floor_changed(data) {
    const old = swap("floor", data);
    if (data.state === "called" && old.turn !== data.turn) return say("m_line_called", { who: nameOf(data.holder) });
    const more = data.turn === old.turn && data.state !== "free" && data.limit_seconds > old.limit_seconds;
    return more ? say("m_line_minute", { who: nameOf(data.holder) }) : "";
  }

  function chair_changed(data) {
    const old = swap("chair", data);
    const who = nameOf(data.chair);
    if (!data.taken) return say("m_line_no_chair");
    if (data.lost) return old.lost ? "" : say("m_line_chair_lost", { who });
    return say("m_line_chair", { who });
  }

  function motion_changed(data) {
    if (data.state === "open") return data.cast === 0 ? say("m_line_motion", data) : "";
    const counts = say("m_line_result", data);
    return data.votes ? `${counts} ${whoVoted(data.votes)}` : counts;
  }

  function whoVoted(votes) {
    const names = (choice) => votes.filter((vote) => vote.choice === choice).map((vote) => nameOf(vote.membership)).join(", ");
    const of = (choice) => names(choice) || say("m_line_nobody");
    return votes.length ? say("m_line_who_voted", { yes: of("yes"), no: of("no"), abstain: of("abstain") }) : "";
  }

  function member_thanked({ membership }) {
    return say("m_line_thanked", { who: nameOf(membership) });
  }

  /** A share ends where somebody else is called: the light looks no further back. */
  function mark(line, { kind, data }) {
    if (kind === "floor_changed" && data.state === "called") line.dataset.call = "";
  }

  function read({ data, at }, how) {
    if (!data.html) return;
    const block = copyOf("reading");
    block.querySelector("b").textContent = data.title;
    Object.assign(block.querySelector("time"), { dateTime: at, textContent: room.clock.time(at) });
    block.querySelector(".words").append(fragment(data.html));
    room.lines.began();
    room.scroll.added(0, () => room.lines.list.insertBefore(block, room.lines.list.querySelector(":scope > [data-key]")));
    if (how.live) announce(`${data.title}: ${block.querySelector(".words").textContent.trim()}`);
  }
}
