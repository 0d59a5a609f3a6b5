// The live counter of notices (`data-notices-count`) and the marks of rooms with news (`data-news`).
import { announce, announceNow } from "./announce.js";
import { ask, connect, connection } from "./socket.js";

const OFFICE = "standing_"; // muted, removed, banned, or no longer so: nobody must miss it

const COUNTERS = "[data-notices-count]";

let counted = 0;

export function startNotices() {
  connection.addEventListener("up", recount);
  connection.addEventListener("notice", ({ detail }) => {
    count(detail);
    const tell = detail.kind.startsWith(OFFICE) ? announceNow : announce;
    tell(detail.sentence);
  });
  connection.addEventListener("notices_read", ({ detail }) => count(detail));
  connection.addEventListener("news", ({ detail }) => {
    for (const stream of Object.keys(detail?.streams ?? {})) {
      const marks = document.querySelectorAll(`[data-news~="${CSS.escape(stream)}"]`);
      marks.forEach((mark) => { mark.hidden = false; });
    }
  });
  connect();
}

/** What was told before the line was open, or while it was broken, is not told again. */
async function recount() {
  if (!document.querySelector(COUNTERS)) return;
  const before = counted;
  const answer = await ask("count_notices", {}).catch(() => null);
  if (answer?.ok && before === counted) count(answer);
}

function count({ unread }) {
  counted += 1;
  for (const counter of document.querySelectorAll(COUNTERS)) {
    const number = counter.querySelector("b") ?? counter;
    number.textContent = unread;
    counter.hidden = unread === 0;
  }
}
