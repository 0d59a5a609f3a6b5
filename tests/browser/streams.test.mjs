import assert from "node:assert/strict";
import { register } from "node:module";
import test, { mock } from "node:test";

const asData = (code) => `data:text/javascript,${encodeURIComponent(code)}`;
const client = asData("export const io = () => globalThis.line;");
register(asData(`export async function resolve(name, context, next) {
  return name === "socket.io-client" ? { url: ${JSON.stringify(client)}, shortCircuit: true } : next(name, context);
}`));
globalThis.addEventListener = () => {};
globalThis.document = { addEventListener() {}, readyState: "complete", visibilityState: "visible" };
mock.timers.enable({ apis: ["setTimeout"] });

const STREAM = "room:1";
const PAGE = 4;

/** A room's log, and the line of one reader to it, which loses, delays and repeats what it is given. */
class Room {
  log = [];
  listeners = {};
  connected = false;
  active = true;
  deaf = false;

  on(name, listener) { this.listeners[name] = listener; }
  timeout() { return { emitWithAck: (event, payload) => this.answer(event, payload) }; }
  disconnect() { return this; }
  connect() { return this; }

  async answer(event, { since }) {
    await null;
    if (!this.connected || this.deaf) throw new Error("no answer in time");
    const entries = this.log.filter(({ seq }) => seq > since).slice(0, PAGE);
    const seq = this.log.length;
    return { ok: true, entries, seq, more: (entries.at(-1)?.seq ?? seq) < seq, me: 7, here: 1, people: [] };
  }

  say() {
    this.log.push({ stream: STREAM, seq: this.log.length + 1, kind: "message_posted" });
    return this.log.at(-1);
  }

  hears(name, detail) { if (this.connected) this.listeners[name]?.(detail); }
  up() { this.connected = true; this.listeners.connect(); }
  down() { this.connected = false; this.listeners.disconnect("transport close"); }
  beat() { this.hears("seqs", { streams: { [STREAM]: this.log.length } }); }
}

const room = (globalThis.line = new Room());
const { subscribe } = await import("../../static/core/streams.js");
const heard = [];
let resets = 0;
subscribe(STREAM, {
  since: 0,
  onEntry: ({ seq }) => heard.push(seq),
  onReset: async () => {
    resets += 1;
    heard.length = 0;
    heard.push(...room.log.map(({ seq }) => seq));
    return room.log.length;
  },
});

async function settle(seconds = 10) {
  for (let step = 0; step < seconds * 4; step += 1) {
    mock.timers.tick(250);
    for (let turn = 0; turn < 12; turn += 1) await null;
  }
}

function everything() {
  return room.log.map(({ seq }) => seq);
}

test("a reader who joins late pages through everything that was said", async () => {
  for (let line = 0; line < 11; line += 1) room.say();
  room.up();
  await settle();
  assert.deepEqual(heard, everything());
});

test("a lost frame is asked for when the next one shows the gap", async () => {
  room.say();
  room.hears("entry", room.say());
  await settle(1);
  assert.deepEqual(heard, everything());
});

test("the loss of the last frame is noticed by the beat", async () => {
  room.say();
  await settle();
  assert.notDeepEqual(heard, everything());
  room.beat();
  await settle(1);
  assert.deepEqual(heard, everything());
});

test("a reader told to forget shows the stream anew and goes on from there", async () => {
  room.hears("reset", { stream: STREAM });
  await settle(1);
  room.hears("entry", room.say());
  await settle(1);
  assert.equal(resets, 1);
  assert.deepEqual(heard, everything());
});

test("whatever the line does, a reader ends with everything once, in order", async () => {
  const delayed = [];
  for (let step = 0; step < 3_000; step += 1) {
    const chance = Math.random();
    if (chance < 0.3) room.hears("entry", room.say());
    else if (chance < 0.45) room.say();
    else if (chance < 0.6) delayed.push(room.say());
    else if (chance < 0.7 && delayed.length) room.hears("entry", delayed.splice(Math.random() * delayed.length, 1)[0]);
    else if (chance < 0.75) room.hears("entries", { stream: STREAM, entries: room.log.slice(-3) });
    else if (chance < 0.8) room.deaf = !room.deaf;
    else if (chance < 0.85 && room.connected) room.down();
    else if (chance < 0.92 && !room.connected) room.up();
    else await settle(0.5);
  }
  room.deaf = false;
  if (!room.connected) room.up();
  await settle(30);
  room.beat();
  await settle(300);
  assert.deepEqual(heard, everything());
});
