// Whose turn it is, for the box: worked out here from the entries, so that a full room does not ask the
// server at every change of the floor. Only where it becomes one's turn the server is asked: it may know
// of another hindrance. What is typed stays in the box throughout.
import { say } from "../core/words.js";

const CROWD = 1_500; // ms over which a full room asks
const FIRST = new Set(["muted", "forbidden", "forbidden_newcomer"]); // these hold whoever has the floor

export function startTurn(room, scene) {
  const { state, form } = room;
  const send = form.querySelector("[data-send]");
  state.lets = (body) => body?.trim() === "!" && scene.hasQueue && !scene.isMine;
  scene.addEventListener("changed", render);

  function render() {
    const mine = scene.isMine && scene.hasQueue;
    form.toggleAttribute("data-turns", scene.hasQueue);
    send.classList.toggle("button--turn", mine);
    send.classList.toggle("button--main", !mine);
    if (FIRST.has(state.code())) return;
    const sentence = whyNot();
    if (sentence) state.put({ code: "not_your_turn", sentence, label: say("m_turn_label") });
    else if (state.code() === "not_your_turn") open();
  }

  function open() {
    if (!hindered()) state.put({ code: "", sentence: say("m_open_hint") });
    const alone = scene.hasQueue || scene.phase.posting === "chair";
    if (alone || hindered()) state.refresh(alone ? 0 : CROWD);
  }

  /** Whether the room itself may hold somebody back, in a way that only the server knows for each. */
  function hindered() {
    const rules = room.rules ?? {};
    return Boolean(rules.paused_until || rules.read_only || rules.archived || rules.closed_to_newcomers || rules.slow_seconds);
  }

  /** Why one cannot write now, as far as the meeting rules it; "" where one can. */
  function whyNot() {
    const { phase, floor } = scene;
    if (!["lobby", "running", "fellowship"].includes(phase.state)) return say("m_turn_closed");
    if (phase.state !== "running" || phase.posting === "everyone") return "";
    if (phase.posting === "chair") return scene.inChair ? "" : say("m_turn_chair");
    if (phase.posting === "nobody") return say("m_turn_silent");
    if (scene.isMine) return "";
    if (!floor.taken) return say("m_turn_free");
    return floor.holder ? say("m_turn_other", { who: floor.holder.handle }) : say("m_turn_taken");
  }
}
