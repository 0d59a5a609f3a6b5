import assert from "node:assert/strict";
import test from "node:test";
import { Sequence } from "../../static/core/ordering.js";

const entries = (...seqs) => seqs.map((seq) => ({ seq }));

function reader(since) {
  const heard = [];
  return [new Sequence(since, ({ seq }) => heard.push(seq)), heard];
}

test("a reader hears entries in order, however they arrive", () => {
  const [sequence, heard] = reader(4);
  sequence.take(entries(7, 6));
  assert.deepEqual(heard, []);
  assert.ok(sequence.gap);
  sequence.take(entries(5));
  assert.deepEqual(heard, [5, 6, 7]);
  assert.ok(!sequence.gap);
});

test("a reader hears nothing twice", () => {
  const [sequence, heard] = reader(0);
  sequence.take(entries(1, 1, 2));
  sequence.take(entries(2, 1, 3));
  assert.deepEqual(heard, [1, 2, 3]);
});

test("what arrives in any shuffle with repeats is heard once, in order", () => {
  for (let round = 0; round < 200; round += 1) {
    const [sequence, heard] = reader(0);
    const sent = Array.from({ length: 60 }, (_, index) => (index % 30) + 1);
    while (sent.length) {
      const [next] = sent.splice(Math.floor(Math.random() * sent.length), 1);
      sequence.take(entries(next));
    }
    assert.deepEqual(heard, Array.from({ length: 30 }, (_, index) => index + 1));
  }
});

test("nonsense instead of a seq is no entry", () => {
  const [sequence, heard] = reader(0);
  sequence.take([{ seq: "1" }, {}, null, { seq: 1.5 }, { seq: NaN }]);
  assert.deepEqual(heard, []);
  assert.ok(!sequence.gap);
});

test("a stream begun anew forgets what waited", () => {
  const [sequence, heard] = reader(0);
  sequence.take(entries(5));
  sequence.restart(9);
  sequence.take(entries(10, 5));
  assert.deepEqual(heard, [10]);
});
