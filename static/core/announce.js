// What a screen reader says: each new line once, a joined block at most once in five seconds.
const BLOCK = 5_000;
const STAYS = 20_000;

let last = { author: null, at: 0 };
let gathered = [];
let timer = 0;

/** Say it when there is a pause. */
export function announce(text) {
  put("[data-announce]", text);
}

/** Say it at once: only what a person must not miss. */
export function announceNow(text) {
  put("[data-announce-now]", text);
}

/** Say a line of somebody's; what the same person adds within five seconds is said together. */
export function announceLine(author, text) {
  if (author !== last.author || gathered.length === 0) flush();
  gathered.push(text);
  const wait = author === last.author ? BLOCK - (Date.now() - last.at) : 0;
  last.author = author;
  clearTimeout(timer);
  if (wait <= 0) flush();
  else timer = setTimeout(flush, wait);
}

function flush() {
  clearTimeout(timer);
  if (gathered.length === 0) return;
  announce(`${last.author}: ${gathered.join(" ")}`);
  last.at = Date.now();
  gathered = [];
}

function put(where, text) {
  const region = document.querySelector(where);
  if (!region || !text) return;
  const line = document.createElement("p");
  line.textContent = text;
  region.append(line);
  setTimeout(() => line.remove(), STAYS);
}
