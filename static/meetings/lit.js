// The share being spoken is lit; when it ends the light goes out and it is ordinary.
import { instantOf } from "../rooms/clock.js";

const ANSWER = 61_000; // ms: the first words of a share may have answered the call

export function startLit(room, scene) {
  scene.addEventListener("changed", light);
  room.told.addEventListener("entry", ({ detail }) => {
    if (detail.entry.kind.startsWith("message_")) light();
  });

  function light() {
    const lit = new Set(spoken());
    for (const line of room.lines.list.querySelectorAll(":scope > .share--lit")) {
      if (!lit.has(line)) line.classList.remove("share--lit");
    }
    for (const line of lit) line.classList.add("share--lit");
  }

  /** The lines of the share under way: the last ones, as long as they are the speaker's. */
  function* spoken() {
    const { holder, state, since } = scene.floor;
    if (state !== "speaking" || !holder) return;
    const from = Date.parse(since) - ANSWER;
    for (let line = room.lines.list.lastElementChild; line; line = line.previousElementSibling) {
      if ("call" in line.dataset) return;
      if (!line.dataset.seq) continue;
      if (Number(line.dataset.author) !== holder.id || Date.parse(instantOf(line)) < from) return;
      yield line;
    }
  }
}
