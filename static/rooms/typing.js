// L4.4. "pilar is writing": at most one name, gone after a few seconds, and off where its reader or
// the room wants it off. One's own writing is told at most every three seconds.
import { connection, mention } from "../core/socket.js";
import { keep, kept } from "../core/device.js";
import { say } from "../core/words.js";

const TELL = 3_000;
const IDLE = 5_000;
const FADES = 8_000;

export function startTyping(room, line, choice) {
  const { stream } = room;
  let lastTold = 0;
  let idle = 0;
  let fade = 0;
  choice.checked = kept("typing") !== false;
  choice.addEventListener("change", () => {
    keep("typing", choice.checked);
    if (!choice.checked) show(null);
    stop();
  });
  connection.addEventListener("typing", ({ detail }) => {
    if (detail.stream !== stream || !choice.checked) return;
    show(detail.members.map(room.nameOf).find(Boolean));
  });
  connection.addEventListener("down", () => show(null));
  return { go, stop };

  function go() {
    clearTimeout(idle);
    if (!choice.checked) return;
    idle = setTimeout(stop, IDLE);
    if (Date.now() - lastTold < TELL) return;
    lastTold = Date.now();
    mention("typing", { stream, on: true });
  }

  function stop() {
    clearTimeout(idle);
    if (lastTold) mention("typing", { stream, on: false });
    lastTold = 0;
  }

  function show(handle) {
    clearTimeout(fade);
    if (line) line.textContent = handle ? say("writing", { handle }) : "";
    if (handle) fade = setTimeout(() => show(null), FADES);
  }
}
