// The page's one connection. Everything else asks through it and listens to `connection`:
// "up", "down", "ended" (signed out), and the server's events under their own names.
import { io } from "socket.io-client";
import { forgetEverything } from "./device.js";

const PATIENCE = 10_000;
const LASTED = 30_000; // ms after which a line counts as having worked
const SERVER_EVENTS = [
  "entry", "entries", "seqs", "presence", "typing", "reset", "notice", "notices_read", "evicted", "news",
];

export const connection = new EventTarget();

let socket = null;
let wanted = false;
let ended = false;
let refusals = 0;
let openedAt = 0;

/**
 * Open the connection, once for the page: when every module that stands in it has run. What is told before
 * somebody listens would never be told again.
 */
export function connect() {
  if (wanted) return;
  wanted = true;
  if (document.readyState === "complete") return open();
  document.addEventListener("DOMContentLoaded", open, { once: true });
  addEventListener("load", open, { once: true }); // where the other has been
}

function open() {
  if (socket) return;
  socket = io({
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 8_000,
    randomizationFactor: 0.5,
    timeout: PATIENCE,
  });
  socket.on("connect", () => { openedAt = Date.now(); announce("up"); });
  socket.on("disconnect", lost);
  socket.on("connect_error", refused);
  for (const name of SERVER_EVENTS) socket.on(name, (data) => announce(name, data));
  connection.addEventListener("evicted", ({ detail }) => detail?.stream === null && end());
  addEventListener("offline", tryAnew);
  addEventListener("online", tryAnew);
  addEventListener("pageshow", (event) => event.persisted && tryAnew());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !socket.connected) tryAnew();
  });
}

export function connected() {
  return Boolean(socket?.connected);
}

/** Send an event and wait for its acknowledgement. Rejects where none can come, or came in time. */
export async function ask(event, payload) {
  if (!connected()) throw new Error("offline");
  const answer = await socket.timeout(PATIENCE).emitWithAck(event, payload);
  if (answer?.error?.code === "unauthenticated") end();
  return answer;
}

/** Send an event whose loss does no harm. */
export function mention(event, payload) {
  if (connected()) socket.volatile.emit(event, payload, () => {});
}

function announce(name, detail) {
  connection.dispatchEvent(new CustomEvent(name, { detail }));
}

/** A server that closes a tab's line makes room for another; unseen tabs come back when looked at. */
function lost(reason) {
  announce("down");
  if (Date.now() - openedAt > LASTED) refusals = 0;
  if (reason === "io server disconnect" && document.visibilityState === "visible") later();
}

async function refused(error) {
  if (socket.active || ended) return; // a broken line: the library tries again by itself
  if (error.message.includes("unauthenticated") && (await isSignedOut())) end();
  else later(error.data?.retry_after);
}

/** A refused handshake may have other causes than the end of the session; a page knows. */
async function isSignedOut() {
  try {
    return (await fetch("/you", { redirect: "manual" })).type === "opaqueredirect";
  } catch {
    return false;
  }
}

function later(seconds = 0) {
  setTimeout(() => { if (!ended) socket.connect(); }, Math.max(seconds * 1000, pause()));
}

/** The library retries broken lines by itself; a server that said no is asked again ever later. */
function pause() {
  refusals = Math.min(refusals + 1, 5);
  return 500 * 2 ** refusals * (0.5 + Math.random());
}

/** The network came, went or slept: a dead line is noticed now, not after the next ping. */
function tryAnew() {
  if (!ended) socket.disconnect().connect();
}

async function end() {
  if (ended) return;
  ended = true;
  socket.disconnect();
  announce("ended");
  await forgetEverything();
  if (document.querySelector("form[data-parting][data-sent]")) return; // its answer is on its way
  location.replace("/sign-in");
}
