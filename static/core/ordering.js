// Promise 2 of docs/protocol.md: entries are applied in `seq` order, each once, none skipped.

export class Sequence {
  #waiting = new Map();

  /** `seq` is the last entry already applied; `apply(entry, how)` receives the following ones. */
  constructor(seq, apply) {
    this.seq = seq;
    this.apply = apply;
  }

  /** Whether an entry is known that cannot be applied because one before it is missing. */
  get gap() {
    return this.#waiting.size > 0;
  }

  /** Take entries in any order, with repeats; apply all that can be applied now. */
  take(entries, how = {}) {
    for (const entry of entries) {
      if (!Number.isSafeInteger(entry?.seq) || entry.seq <= this.seq) continue;
      if (!this.#waiting.has(entry.seq)) this.#waiting.set(entry.seq, [entry, how]);
    }
    while (this.#waiting.has(this.seq + 1)) {
      const [entry, itsHow] = this.#waiting.get(this.seq + 1);
      this.#waiting.delete(this.seq + 1);
      this.seq += 1;
      this.apply(entry, itsHow);
    }
  }

  /** Begin anew after `seq`; what waited is forgotten. */
  restart(seq) {
    this.#waiting.clear();
    this.seq = seq;
  }
}
