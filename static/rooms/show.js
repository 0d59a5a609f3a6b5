// The live room: its parts, and what each tells the others.
import { announce, announceNow } from "../core/announce.js";
import { startConnectionLine } from "../core/connection_line.js";
import { kept } from "../core/device.js";
import { copyOf } from "../core/html.js";
import { connection } from "../core/socket.js";
import { subscribe } from "../core/streams.js";
import { clockFor } from "./clock.js";
import { linesOf } from "./lines.js";
import { startLive } from "./live.js";
import { startNods } from "./nods.js";
import { startOlder } from "./older.js";
import { startPresence } from "./presence.js";
import { startReading } from "./reading.js";
import { startScroll } from "./scroll.js";
import { startTyping } from "./typing.js";
import { startWriting } from "./writing.js";

const SAID = 8_000;
const UNREAD = 4; // pages fetched to begin where the unread begins
const SETTLED = 5_000; // ms after which a page may fetch what was not needed to begin
const part = (name) => document.querySelector(`[data-${name}]`);
const log = part("log");

/** The room of this page, for what makes more of it: `told` hears "joined" and "entry". Null: none is live. */
export const room = log && "live" in log.dataset ? start() : null;

function start() {
  const { stream } = log.dataset;
  const { address } = log.dataset;
  if (location.pathname !== address) history.replaceState(null, "", address); // a form that was refused had its own
  const clock = clockFor(log.dataset);
  const room = {
    log, stream, me: Number(log.dataset.me), tell, clock, told: new EventTarget(), lines: linesOf(log, clock),
  };
  part("choices").hidden = false;
  room.scroll = startScroll(log, part("below"));
  room.nods = startNods(room);
  room.presence = startPresence(room, part("presence"), part("choose-quiet"));
  room.nameOf = (id) => room.presence.nameOf(id) ?? room.lines.nameOf(id);
  const typing = startTyping(room, part("typing"), part("choose-typing"));
  const writing = startWriting(part("composer"), room, typing);
  Object.assign(room, { pending: writing.pending, state: writing.state, form: part("composer") });
  room.reading = startReading(room);
  startMenusWhenWanted(room, { reply: writing.answer, quote: writing.quote });
  const back = startConnectionLine(part("connection"), clock.time);

  room.lines.dressEvents(room.lines.list);
  for (const line of room.lines.all()) {
    room.lines.dress(line);
    room.nods.press(line);
  }
  room.pending.render();
  if (!("fromTop" in log.dataset)) room.scroll.toEnd();
  room.older = startOlder(room);
  if (!location.hash) showWhatIsNew(room);

  const live = startLive(room);
  room.live = subscribe(stream, {
    since: Number(log.dataset.seq),
    quiet: Boolean(kept(`quiet:${stream}`)),
    onEntry: live.onEntry,
    onReset: live.onReset,
    onJoined: (answer) => {
      room.rules = answer.room;
      room.slow = answer.room?.slow_seconds > 0;
      room.told.dispatchEvent(new CustomEvent("joined", { detail: answer }));
      room.presence.take(answer);
      writing.send();
    },
    onCaughtUp: () => { back(...live.takeMissed()); room.reading.look(); },
    onEvicted: leave,
  });
  connection.addEventListener("notice", () => room.state.refresh()); // perhaps it told of a mute
  return room;
}

/** Begin where the unread begins, also where that is pages above; without any, at the end. */
async function showWhatIsNew({ lines, older }) {
  const unread = log.querySelector(".unread");
  unread?.scrollIntoView({ block: "start" });
  for (let pages = 0; pages < UNREAD && unread?.nextElementSibling === lines.all()[0]; pages += 1) {
    if (!(await older.load())) return;
    unread.scrollIntoView({ block: "start" });
  }
}

/** The menus of the lines are fetched when somebody reaches for one, or when the page has settled. */
function startMenusWhenWanted(room, acts) {
  let started = null;
  let failures = 0;
  const start = async () => {
    const again = failures ? `#${failures}` : ""; // a browser remembers an address that it could not load
    try {
      const [menu, editing] = await Promise.all([import(`./line_menu.js${again}`), import(`./editing.js${again}`)]);
      menu.startLineMenu(room, { ...acts, edit: editing.startEditing(room) });
    } catch {
      failures += 1;
      started = null;
    }
  };
  const want = ({ target }) => { if (target.closest?.("details.more")) started ??= start(); };
  for (const reach of ["pointerover", "focusin", "toggle"]) log.addEventListener(reach, want, true);
  document.addEventListener("selectionchange", () => { if (!getSelection().isCollapsed) started ??= start(); });
  connection.addEventListener("up", () => { if (failures) started ??= start(); });
  setTimeout(() => { started ??= start(); }, SETTLED);
}

/** A sentence of the house, for a while; with somewhere to go it stays. */
function tell(sentence, link = null) {
  const line = part("tell");
  line.textContent = sentence;
  line.hidden = false;
  announce(sentence);
  clearTimeout(tell.timer);
  if (link) {
    const leads = document.createElement("a");
    leads.href = link.href;
    leads.textContent = link.words;
    return line.append(" ", leads);
  }
  tell.timer = setTimeout(() => { line.hidden = true; }, SAID);
}

/** One may not be here any longer: the room goes, the sentence stays. */
function leave({ message }) {
  const farewell = copyOf("evicted");
  farewell.querySelector("[data-slot=sentence]").textContent = message;
  document.getElementById("main").replaceChildren(farewell);
  document.getElementById("beside")?.remove();
  announceNow(message);
  farewell.focus();
}
