// The live counter of notices (`data-notices-count`) and the marks of rooms with news (`data-news`).
import { announce, announceNow } from "./announce.js";
import { connect, connection } from "./socket.js";

const OFFICE = "standing_"; // muted, removed, banned, or no longer so: nobody must miss it

export function startNotices() {
  connection.addEventListener("notice", ({ detail }) => {
    for (const counter of document.querySelectorAll("[data-notices-count]")) count(counter, detail);
    const tell = detail.kind.startsWith(OFFICE) ? announceNow : announce;
    tell(detail.sentence);
  });
  connection.addEventListener("notices_read", ({ detail }) => {
    for (const counter of document.querySelectorAll("[data-notices-count]")) count(counter, detail);
  });
  connection.addEventListener("news", ({ detail }) => {
    for (const stream of Object.keys(detail?.streams ?? {})) {
      const marks = document.querySelectorAll(`[data-news~="${CSS.escape(stream)}"]`);
      marks.forEach((mark) => { mark.hidden = false; });
    }
  });
  connect();
}

function count(counter, { unread }) {
  const number = counter.querySelector("b") ?? counter;
  number.textContent = unread ?? (Number(number.textContent) || 0) + 1;
  counter.hidden = unread === 0;
}
