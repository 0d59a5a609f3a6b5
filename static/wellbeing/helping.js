// A help room: how the call stands, told by entries; and three minutes, which are counted here too, without a line.
import { announce, announceNow } from "../core/announce.js";
import { fetchHtml, fragment } from "../core/html.js";
import { say } from "../core/words.js";
import { room } from "../rooms/show.js";

const head = document.querySelector("[data-help]");
const KIND = "help_";
const LONGEST = 2 ** 31 - 1;
let timer = 0;
if (head) countDown();
if (room && head) listen();

function listen() {
  room.told.addEventListener("entry", ({ detail: { entry, how } }) => {
    if (!entry.kind.startsWith(KIND)) return;
    const sentence = say(entry.kind, { who: entry.data?.membership?.handle ?? say("help_somebody") });
    if (entry.hidden || !sentence) return;
    room.scroll.added(0, () => room.lines.event(sentence, entry.at));
    if (how.live) announce(sentence);
    drawAnew();
  });
  room.told.addEventListener("joined", ({ detail }) => {
    const state = head.querySelector("[data-state]")?.dataset.state;
    if (detail.help && detail.help.state !== state) drawAnew();
  });
}

/** The server's own words for how it stands now; what cannot be fetched stays as it is. */
async function drawAnew() {
  const html = await fetchHtml(head.dataset.help);
  if (html === null) return;
  const held = head.contains(document.activeElement);
  head.replaceChildren(fragment(html));
  if (held) room.log.focus({ preventScroll: true });
  countDown();
}

/** Where three minutes go by without an answer, the lines stand out, whether or not there is a connection. */
function countDown() {
  clearTimeout(timer);
  const card = head.querySelector("[data-until]");
  if (!card) return;
  const left = Date.parse(card.dataset.until) - Date.parse(card.dataset.now);
  timer = setTimeout(() => standOut(card), Math.min(Math.max(left, 0), LONGEST));
}

function standOut(card) {
  const alone = card.querySelector("[data-alone]");
  card.querySelector("[data-said]").hidden = true;
  alone.hidden = false;
  card.dataset.state = "alone";
  card.classList.remove("help__card--lit");
  card.querySelector(".lamp").classList.add("lamp--out");
  card.querySelector(".help__lines")?.classList.add("help__lines--out");
  announceNow(alone.textContent);
}
