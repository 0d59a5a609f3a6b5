// The hand beside the box: raise, lower, start, done, pass. Pressing shows its effect at once and
// takes it back with a sentence where the server refuses.
import { announce, announceNow } from "../core/announce.js";
import { ask } from "../core/socket.js";
import { say } from "../core/words.js";
import { nth, put } from "./words.js";

const ACTS = {
  raise: ["raise_hand"],
  lower: ["lower_hand"],
  answer: ["answer_call"],
  done: ["end_share", { how: "done" }],
  pass: ["end_share", { how: "pass" }],
};
const SHOWN = { down: ["raise"], waiting: ["lower"], called: ["answer", "pass"], speaking: ["done", "pass"] };
const PATIENCE = 3_000; // ms
const EXPECTED = { raise: "waiting", lower: "down", answer: "speaking", done: "down", pass: "down" };

export function startHand(place, room, scene) {
  const line = place.querySelector("[data-hand-say]");
  const kept = "kept" in place.dataset ? line.textContent.trim() : ""; // reading along tonight
  let shown = { state: place.dataset.handState, place: scene.place, turn: scene.floor.turn };
  let wish = null; // what was pressed and is not answered yet
  let second = "second" in place.dataset;
  let missed = "";
  scene.addEventListener("changed", render);
  room.told.addEventListener("hand", () => announce(say("m_hand_up")));
  place.addEventListener("click", (event) => {
    const act = event.target.closest("[data-hand-act]")?.dataset.handAct;
    if (!act) return;
    event.preventDefault();
    if (!wish) press(act);
  });

  async function press(act) {
    wish = act;
    render();
    const [event, more] = ACTS[act];
    let sentence = "";
    try {
      if (!scene.joined) await begun();
      const answer = await ask(event, { stream: room.stream, ...more });
      sentence = answer.ok ? "" : answer.error.message;
      if (answer.ok) await applied(answer.seq);
    } catch {
      sentence = say("m_not_done");
    }
    if (!sentence && act === "done") second = true;
    wish = null;
    if (sentence) room.tell(sentence);
    render();
  }

  /** Who presses before the page has its connection waits for it a moment. */
  function begun() {
    return new Promise((done) => {
      setTimeout(done, PATIENCE);
      room.told.addEventListener("joined", done, { once: true });
    });
  }

  /** Its entry is in; what was pressed is now what holds. */
  function applied(seq) {
    if (seq <= room.live.seq()) return null;
    room.live.expect(seq);
    return new Promise((done) => {
      setTimeout(done, PATIENCE);
      room.told.addEventListener("entry", ({ detail }) => detail.entry.seq >= seq && done());
    });
  }

  function stateNow() {
    if (wish) return EXPECTED[wish];
    if (scene.isMine) return scene.floor.state;
    if (scene.place) return "waiting";
    if (!scene.me || !scene.hasQueue) return "";
    return kept || room.state.code() === "muted" ? "kept" : "down";
  }

  function render() {
    const now = { state: stateNow(), place: scene.place || (wish === "raise" ? expectedPlace() : 0), turn: scene.floor.turn };
    remember(now);
    place.hidden = !now.state;
    place.dataset.handState = now.state;
    const held = place.contains(document.activeElement);
    for (const button of place.querySelectorAll("[data-hand-act]")) {
      button.hidden = !SHOWN[now.state]?.includes(button.dataset.handAct);
    }
    const raise = place.querySelector("[data-hand-act=raise]");
    raise.classList.toggle("button--main", !scene.inChair); // one main act in a view
    put(raise, say(second ? "m_raise_again" : "m_raise"));
    put(line, words(now));
    line.hidden = !line.textContent;
    room.form.classList.toggle("composer--mine", ["called", "speaking"].includes(now.state));
    if (held && document.activeElement === document.body) place.querySelector("[data-hand-act]:not([hidden])")?.focus();
    tell(now);
    shown = now;
  }

  /** What the past means for the hand: whether one has shared, and whether one missed a call. */
  function remember({ state }) {
    if (wish || shown.state === state) return;
    if (shown.state === "speaking" && state === "down") second = true;
    missed = shown.state === "called" && state === "waiting" ? say("m_no_answer", { place: nth(scene.place) }) : "";
  }

  function expectedPlace() {
    return (second ? scene.queue.length : scene.queue.filter(({ share }) => share === 1).length) + 1;
  }

  function words({ state, place: mine }) {
    if (state === "kept") return kept || say("m_muted");
    if (state === "called") return say("m_your_turn");
    if (state === "speaking") return say("m_have_floor");
    if (state === "waiting") return missed || (mine === 1 ? say("m_you_next") : say("m_you_nth", { place: nth(mine) }));
    return "";
  }

  /** The place politely, one's turn at once; each once. */
  function tell(now) {
    if (now.state === "called" && (shown.state !== "called" || shown.turn !== now.turn)) announceNow(say("m_your_turn"));
    else if (now.state === "speaking" && shown.state !== "speaking") announce(say("m_have_floor"));
    else if (now.state === "waiting" && now.place !== shown.place) announce(words(now));
  }
}
