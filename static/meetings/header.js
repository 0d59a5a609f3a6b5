// The header: part, floor, the time of this share. Timers count from the server's `since`, so a tab
// that slept shows the right time when it wakes. The timer is silent but for one minute left (L5.6).
import { announce } from "../core/announce.js";
import { say } from "../core/words.js";
import { clock, nameOf, put, sayBold } from "./words.js";

const LAST = 60; // s

export function startHeader(head, scene) {
  const part = (name) => head.querySelector(`[data-${name}]`);
  const [bar, left] = [part("bar"), part("left")];
  let timer = 0;
  let told = 0; // the turn of which the last minute was told
  scene.addEventListener("changed", render);
  document.addEventListener("visibilitychange", tick);

  function render() {
    const { phase, floor, queue, hasQueue } = scene;
    const running = phase.state === "running";
    put(part("part-name"), running ? phase.title : say(`m_${phase.lounge ? "lounge" : known(phase.state)}`));
    put(part("part-place"), running ? say("m_part", { n: phase.part + 1, all: phase.parts }) : "");
    put(part("topic"), phase.topic ? say("m_line_topic", { topic: phase.topic }) : "");
    part("locked").hidden = !phase.locked;
    for (const when of head.querySelectorAll(".sitting__when")) when.hidden = phase.state !== "closed" && !("when" in when.dataset && phase.state === "lobby");
    part("floor").hidden = !hasQueue;
    part("lamp").classList.toggle("lamp--out", !floor.taken);
    who(part("floor-who"), floor);
    part("next").hidden = !hasQueue || !queue.length;
    put(part("next"), queue.length ? say("m_next", { who: nameOf(queue[0].membership) }) : "");
    part("waiting").hidden = !queue.length;
    put(part("waiting"), say("m_waiting", { count: queue.length }));
    tick();
  }

  function known(state) {
    return ["lobby", "fellowship"].includes(state) ? state : "closed";
  }

  function who(place, { state, holder }) {
    if (state === "free") put(place, say("m_free"));
    else if (!holder) put(place, say("m_taken"));
    else sayBold(place, state === "called" ? "m_called" : "m_speaks", holder.handle);
  }

  /** Once a second while somebody speaks. */
  function tick() {
    clearTimeout(timer);
    const { state, since, limit_seconds: limit, turn } = scene.floor;
    const speaking = state === "speaking" && scene.hasQueue;
    const gone = speaking ? Math.max(0, (scene.now() - Date.parse(since)) / 1000) : 0;
    put(part("gone"), speaking ? clock(gone) : "");
    put(part("limit"), speaking && limit ? limitWords(limit) : "");
    bar.hidden = !speaking || !limit;
    if (limit) [bar.max, bar.value] = [limit, Math.min(gone, limit)];
    const last = speaking && limit > LAST && gone >= limit - LAST && gone < limit;
    left.hidden = !last;
    if (last && told !== turn) {
      told = turn;
      announce(say("m_last_minute"));
    }
    if (speaking && document.visibilityState === "visible") timer = setTimeout(tick, 1_000 - ((gone * 1_000) % 1_000));
  }

  function limitWords(limit) {
    return limit % 60 ? say("m_of", { time: clock(limit) }) : say("m_of_minutes", { count: limit / 60 });
  }
}
