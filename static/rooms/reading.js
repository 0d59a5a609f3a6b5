// L4.5. One's own read position follows what was on the screen; telling the server waits a little.
import { ask } from "../core/socket.js";

const GATHER = 1_500;

export function startReading(room) {
  const { log, lines, scroll } = room;
  let told = Number(log.dataset.read);
  let timer = 0;
  log.addEventListener("scroll", look, { passive: true });
  addEventListener("scroll", look, { passive: true });
  document.addEventListener("visibilitychange", lookOrLeave);
  return { look };

  function look() {
    if (timer) return;
    timer = setTimeout(() => { timer = 0; if (document.visibilityState === "visible") tell(); }, GATHER);
  }

  /** Whoever goes has seen what came in the last moment: it is told now, or never. */
  function lookOrLeave() {
    if (document.visibilityState === "visible") return look();
    if (!timer) return;
    clearTimeout(timer);
    timer = 0;
    tell();
  }

  async function tell() {
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
