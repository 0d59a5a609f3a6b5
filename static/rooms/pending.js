// One's own words before the server has them: shown at once, with their state below.
import { copyOf } from "../core/html.js";
import { say } from "../core/words.js";

const SENDING = 1_000; // ms before "Sending" is worth saying

export function startPending({ outbox, lines, scroll, online, handBack, toBox }) {
  const accepted = new Map(); // key -> seq: acknowledged, its entry is still on the way
  for (const line of lines.list.querySelectorAll(":scope > [data-held]")) accepted.set(line.dataset.key, Infinity);
  lines.list.addEventListener("click", ({ target }) => {
    const key = target.closest?.("[data-key]")?.dataset.key;
    if (key && target.matches("[data-anyway]")) return outbox.insist(key);
    if (!key || !target.matches("[data-put-back], [data-discard]")) return;
    const item = outbox.remove(key);
    if (item && target.matches("[data-put-back]")) handBack(item);
    else toBox();
  });
  return { render, accept, arrived, applied };

  /** Make the lines below the log those of the outbox. */
  function render() {
    scroll.added(0, showAll);
  }

  function showAll() {
    const items = outbox.items();
    const keys = new Set(items.map((item) => item.key));
    for (const line of lines.list.querySelectorAll(":scope > [data-key]")) {
      if (!keys.has(line.dataset.key) && !accepted.has(line.dataset.key)) line.remove();
    }
    for (const item of items) show(item, find(item.key) ?? add(item));
  }

  function add(item) {
    const line = copyOf("pending");
    line.dataset.key = item.key;
    const words = line.querySelector(".words");
    for (const part of item.body.split(/\n{2,}/)) {
      const paragraph = document.createElement("p");
      paragraph.textContent = part;
      words.append(paragraph);
    }
    lines.began();
    line.classList.toggle("share--joined", lines.continues(lines.list.lastElementChild));
    lines.list.append(line);
    if (item.state === "waiting") setTimeout(render, SENDING);
    return line;
  }

  function show(item, line) {
    const state = line.querySelector(".share__state");
    const refused = item.state === "refused";
    line.querySelector("[data-refused]").hidden = !refused;
    line.querySelector("[data-anyway]").hidden = item.code !== "warned";
    line.dataset.outbox = item.state;
    const sentence = refused ? reason(item) : waiting(item);
    if (state.textContent !== sentence) state.textContent = sentence;
  }

  function waiting(item) {
    if (!online()) return say("waiting");
    if (item.why) return item.why;
    return Date.now() - item.at >= SENDING ? say("sending") : "";
  }

  function reason({ code, why }) {
    if (code === "warned") return why;
    return say("not_sent", { why: code === "old" ? say("too_old") : why });
  }

  /** The server has it; its line stays until the entry takes its place. */
  function accept(item, answer) {
    const line = find(item.key);
    if (answer.held) {
      accepted.set(item.key, Infinity);
      if (line) hold(line, answer);
      return;
    }
    accepted.set(item.key, answer.seq);
    if (line) line.querySelector(".share__state").textContent = "";
  }

  /** It waits for a moderator: how long that takes, if it is known, and where one takes it back. */
  function hold(line, { wait_minutes: minutes, address }) {
    line.dataset.held = "";
    const state = line.querySelector(".share__state");
    const back = document.createElement("a");
    back.href = address;
    back.textContent = say("take_back");
    state.replaceChildren(minutes ? say("held", { count: minutes }) : say("held_a_while"), " ", back);
  }

  /** The entry of one's own words came: they need no second line. */
  function arrived(key) {
    accepted.delete(key);
    outbox.remove(key);
    find(key)?.remove();
  }

  /** Entries up to `seq` are in the log, so what was acknowledged as one of them is too. */
  function applied(seq) {
    for (const [key, itsSeq] of accepted) if (itsSeq <= seq) arrived(key);
  }

  function find(key) {
    return lines.list.querySelector(`:scope > [data-key="${CSS.escape(key)}"]`);
  }
}
