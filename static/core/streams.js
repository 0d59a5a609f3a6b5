// One joined stream: its entries in order, whatever the network did in between.
import { Sequence } from "./ordering.js";
import { ask, connect, connected, connection } from "./socket.js";

const CROSSING = 250; // ms: frames of two server processes may cross; such a gap closes by itself
const RETRY = 2_000;

/**
 * Join a stream and stay joined. `since` is the seq that the page already shows.
 * Told: onEntry(entry, {live}) · onJoined(answer) · onCaughtUp() · onReset(), which shows the
 * stream anew and resolves to its seq (null: could not) · onEvicted({code, message}).
 */
export function subscribe(stream, { since, quiet = false, ...told }) {
  const sequence = new Sequence(since, (entry, how) => told.onEntry?.(entry, how));
  const due = new Map();
  let [turn, stale, left, fetching] = [0, false, false, null];

  const listeners = {
    up: join,
    entry: ({ detail }) => take([detail]),
    entries: ({ detail }) => take(detail.entries),
    reset: () => reset(),
    evicted: ({ detail }) => evict(detail),
    seqs: ({ detail }) => { if (detail?.streams?.[stream] > sequence.seq) catchUp(); },
  };
  for (const name of Object.keys(listeners)) connection.addEventListener(name, hear);
  connect();
  if (connected()) join();
  return { stream, seq: () => sequence.seq, expect, listen };

  function hear(event) {
    const of = event.detail?.stream;
    if (of === undefined || of === stream) listeners[event.type](event);
  }

  function take(entries) {
    if (stale) return;
    sequence.take(entries ?? [], { live: true });
    if (sequence.gap) later(catchUp, CROSSING);
  }

  async function join() {
    if (stale) return reset();
    const mine = (turn += 1);
    const answer = await attempt("join", {
      stream, since: sequence.seq, ...(quiet && { quiet: true }),
    });
    if (mine !== turn || left) return;
    if (!answer) return later(join, RETRY);
    if (!answer.ok) return refused(answer.error, join);
    if (answer.reset) return reset();
    told.onJoined?.(answer);
    sequence.take(answer.entries, { live: false });
    if (answer.more || answer.seq > sequence.seq) await catchUp();
    told.onCaughtUp?.();
  }

  function catchUp() {
    fetching ??= fetchAll().finally(() => { fetching = null; });
    return fetching;
  }

  async function fetchAll() {
    for (let more = true; more && !left;) {
      const before = sequence.seq;
      const answer = await attempt("catch_up", { stream, since: before });
      if (stale || left) return;
      if (!answer) return later(catchUp, RETRY);
      if (!answer.ok) return refused(answer.error, catchUp);
      if (answer.reset) return void reset();
      sequence.take(answer.entries, { live: false });
      more = answer.more && sequence.seq > before;
    }
    if (sequence.gap) later(catchUp, RETRY);
  }

  function refused(error, again) {
    if (["not_found", "forbidden"].includes(error.code)) return evict(error);
    return later(again, (error.retry_after ?? RETRY / 1000) * 1000);
  }

  /** Own words were acknowledged as `seq`; if their entry does not follow, it was lost. */
  function expect(seq) {
    setTimeout(() => { if (sequence.seq < seq) catchUp(); }, 4 * CROSSING);
  }

  /** Join again, quietly or not. */
  function listen(quietly) {
    quiet = quietly;
    if (connected()) join();
  }

  async function reset() {
    const mine = (turn += 1);
    stale = true;
    const seq = await told.onReset?.();
    if (mine !== turn || left) return;
    if (typeof seq !== "number") return later(reset, RETRY);
    sequence.restart(seq);
    stale = false;
    if (connected()) join();
  }

  function evict(why) {
    left = true;
    due.forEach(clearTimeout);
    for (const name of Object.keys(listeners)) connection.removeEventListener(name, hear);
    told.onEvicted?.(why);
  }

  function later(act, delay) {
    if (due.has(act)) return;
    due.set(act, setTimeout(() => { due.delete(act); if (connected() && !left) act(); }, delay));
  }
}

async function attempt(event, payload) {
  try {
    return await ask(event, payload);
  } catch {
    return null; // no answer; joining again when the line is back repairs everything
  }
}
