import assert from "node:assert/strict";
import test from "node:test";
import { Outbox } from "../../static/rooms/outbox.js";

/** A device that two tabs share. */
function device() {
  const kept = new Map();
  return {
    names: (beginning) => [...kept.keys()].filter((name) => name.startsWith(beginning)).sort(),
    kept: (name) => (kept.has(name) ? JSON.parse(kept.get(name)) : null),
    keep: (name, value) => void kept.set(name, JSON.stringify(value)),
    drop: (name) => void kept.delete(name),
  };
}

/** A server that knows keys, and a line to it that may fail before or after it has heard. */
function server() {
  const said = [];
  const seqs = new Map();
  const line = { works: () => true, answers: () => true, refusal: () => null };
  async function post({ key, body }) {
    await null;
    if (!line.works()) throw new Error("offline");
    const error = line.refusal(body);
    if (error) return { ok: false, error };
    if (!seqs.has(key)) seqs.set(key, said.push(body));
    if (!line.answers()) throw new Error("no answer in time");
    return { ok: true, seq: seqs.get(key) };
  }
  return { said, line, post };
}

/** One tab in a time, as Web Locks do it. */
function locks() {
  let last = Promise.resolve();
  return (name, act) => (last = last.then(act, act));
}

function tab({ shelf, post, alone = (name, act) => act(), now }) {
  const accepted = [];
  const told = { changed() {}, accepted: (item) => accepted.push(item.body) };
  return Object.assign(new Outbox({ scope: "7:room:1", shelf, post, alone, told, now }), { accepted });
}

const quiet = () => new Promise((done) => setTimeout(done, 20));

test("words are sent in the order of writing, and then gone from the device", async () => {
  const { said, post } = server();
  const outbox = tab({ shelf: device(), post });
  for (const body of ["one", "two", "three"]) outbox.add({ body });
  await quiet();
  assert.deepEqual(said, ["one", "two", "three"]);
  assert.deepEqual(outbox.items(), []);
});

test("words written without a connection survive the tab and are sent by the next one", async () => {
  const { said, line, post } = server();
  const shelf = device();
  line.works = () => false;
  const first = tab({ shelf, post });
  first.add({ body: "one" });
  first.add({ body: "two" });
  await quiet();
  line.works = () => true;
  await tab({ shelf, post }).send();
  assert.deepEqual(said, ["one", "two"]);
});

test("a lost acknowledgement makes no second message", async () => {
  const { said, line, post } = server();
  const shelf = device();
  line.answers = () => false;
  const outbox = tab({ shelf, post });
  outbox.add({ body: "only once" });
  await quiet();
  assert.equal(outbox.items().length, 1);
  line.answers = () => true;
  const next = tab({ shelf, post });
  await next.send();
  assert.deepEqual(said, ["only once"]);
  assert.deepEqual(next.accepted, ["only once"]);
  clearTimeouts(outbox);
});

test("two tabs of one person send everything once, in one order", async () => {
  const { said, post } = server();
  const [shelf, alone] = [device(), locks()];
  const one = tab({ shelf, post, alone });
  const other = tab({ shelf, post, alone });
  for (let turn = 0; turn < 10; turn += 1) {
    one.add({ body: `a${turn}` });
    other.add({ body: `b${turn}` });
  }
  await quiet();
  const expected = Array.from({ length: 10 }, (_, turn) => [`a${turn}`, `b${turn}`]).flat();
  assert.deepEqual(said, expected);
  assert.deepEqual(one.items(), []);
});

test("a clock that goes back does not reorder what was written", async () => {
  const { said, line, post } = server();
  line.works = () => false;
  let time = 1_000_000;
  const outbox = tab({ shelf: device(), post, now: () => (time -= 1_000) });
  for (const body of ["one", "two", "three"]) outbox.add({ body });
  await quiet();
  line.works = () => true;
  await outbox.send();
  assert.deepEqual(said, ["one", "two", "three"]);
});

test("a refusal hands the words back with its reason, and the next ones go on", async () => {
  const { said, line, post } = server();
  line.refusal = (body) => (body === "rude" ? { code: "muted", message: "Until 21:30." } : null);
  const outbox = tab({ shelf: device(), post });
  outbox.add({ body: "rude" });
  outbox.add({ body: "kind" });
  await quiet();
  assert.deepEqual(said, ["kind"]);
  const [back] = outbox.items();
  assert.deepEqual([back.state, back.code, back.why], ["refused", "muted", "Until 21:30."]);
  assert.equal(outbox.remove(back.key).body, "rude");
  assert.deepEqual(outbox.items(), []);
});

test("too many at once waits as long as the server says, then goes on in order", async () => {
  const { said, line, post } = server();
  let refusals = 1;
  line.refusal = () => (refusals-- > 0 ? { code: "too_many", message: "Wait.", retry_after: 0.05 } : null);
  const outbox = tab({ shelf: device(), post });
  outbox.add({ body: "one" });
  outbox.add({ body: "two" });
  await quiet();
  assert.deepEqual(said, []);
  await new Promise((done) => setTimeout(done, 80));
  assert.deepEqual(said, ["one", "two"]);
});

test("words older than twelve hours are handed back, not sent into another evening", async () => {
  const { said, line, post } = server();
  line.works = () => false;
  let time = 1_000_000;
  const outbox = tab({ shelf: device(), post, now: () => time });
  outbox.add({ body: "last night" });
  await quiet();
  line.works = () => true;
  time += 13 * 3600 * 1000;
  await outbox.send();
  assert.deepEqual(said, []);
  assert.equal(outbox.items()[0].code, "old");
});

test("another member on the same device sees and sends nothing of it", async () => {
  const { line, post } = server();
  const shelf = device();
  line.works = () => false;
  tab({ shelf, post }).add({ body: "mine" });
  const told = { changed() {}, accepted() {} };
  const theirs = new Outbox({ scope: "8:room:1", shelf, post, alone: (name, act) => act(), told });
  assert.deepEqual(theirs.items(), []);
});

/** Nothing of a finished test may send later. */
function clearTimeouts(outbox) {
  outbox.items().forEach(({ key }) => outbox.remove(key));
}
