// L4.5. One's own read position follows what was on the screen; telling the server waits a little.
import { ask } from "../core/socket.js";

const GATHER = 1_500;

export function startReading(room) {
  const { log, lines, scroll } = room;
  let told = Number(log.dataset.read);
  let timer = 0;
  log.addEventListener("scroll", look, { passive: true });
  addEventListener("scroll", look, { passive: true });
  document.addEventListener("visibilitychange", look);
  return { look };

  function look() {
    if (timer) return;
    timer = setTimeout(() => { timer = 0; tell(); }, GATHER);
  }

  async function tell() {
    if (document.visibilityState !== "visible") return;
    const seq = seen();
    if (seq <= told) return;
    try {
      const answer = await ask("mark_read", { stream: room.stream, seq });
      if (answer.ok) told = seq;
    } catch {
      // Told again with the next line that is seen.
    }
  }

  function seen() {
    if (scroll.atEnd()) return room.live.seq();
    return Number(scroll.lastSeen(lines.all())?.dataset.seq ?? 0);
  }
}
