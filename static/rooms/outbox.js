// What was written and is not acknowledged yet. It lives on the device, one record per message,
// so that a reload, a killed tab or a second tab loses and doubles nothing: the record's key makes
// sending it again harmless (promise 3), and one tab at a time sends.
const OLD = 12 * 3600 * 1000; // ms; words that waited longer are handed back, not sent
const PAUSES = [2, 4, 8, 15, 30]; // s between attempts when nobody says how long to wait
const TEMPORARY = new Set(["server_error", "too_many", "unauthenticated"]);

export class Outbox {
  #sending = false;
  #again = false;
  #failures = 0;
  #timer = 0;
  #restUntil = 0;

  /**
   * `scope`: member and stream. `shelf`: core/device.js. `post(payload)` resolves to the
   * acknowledgement or rejects. `alone(name, act)`: runs act in one tab at a time.
   * `told`: changed(), accepted(item, answer).
   */
  constructor({ scope, shelf, post, alone, told, now = Date.now }) {
    Object.assign(this, { scope, shelf, post, alone, told, now });
  }

  /** Everything unsent, in the order of writing. */
  items() {
    return this.shelf.names(this.#name("")).map((name) => this.shelf.kept(name)).filter(Boolean);
  }

  add(words) {
    const last = this.items().at(-1)?.order ?? 0;
    const order = Math.max(this.now(), last + 1);
    const item = { ...words, key: freshKey(), order, at: this.now(), state: "waiting" };
    this.#keep(item);
    this.told.changed();
    this.send();
    return item;
  }

  /** Take one back, to the box or for good. */
  remove(key) {
    const item = this.items().find((one) => one.key === key);
    if (item) this.shelf.drop(this.#nameOf(item));
    this.told.changed();
    return item;
  }

  /** Send words all the same about which somebody has read a warning. */
  insist(key) {
    const item = this.items().find((one) => one.key === key);
    if (!item) return;
    this.#update(item, { state: "waiting", code: "", why: "" });
    this.send();
  }

  /** Send whatever waits; harmless at any time. */
  async send() {
    this.#again = true;
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    try {
      while (this.#again) {
        this.#again = false;
        if (this.#next()) await this.alone(`hearth:outbox:${this.scope}`, () => this.#sendAll());
      }
    } finally {
      this.#sending = false;
    }
  }

  async #sendAll() {
    for (let item = this.#next(); item; item = this.#next()) {
      const rest = (this.#restUntil - this.now()) / 1000;
      const pause = rest > 0 ? rest : await this.#sendOne(item);
      clearTimeout(this.#timer);
      if (pause > 0) this.#timer = setTimeout(() => this.send(), pause * 1000);
      if (pause !== 0) return;
    }
  }

  /** Resolves to 0: done, go on; seconds: try again then; null: no line, wait for its return. */
  async #sendOne(item) {
    if (this.now() - item.at > OLD) return this.#refuse(item, { code: "old" });
    const { body, key } = item;
    const more = Object.entries({ reply_to: item.reply_to, note: item.note, quotes: item.quotes, known: item.known });
    let answer;
    try {
      answer = await this.post({ body, key, ...Object.fromEntries(more.filter(([, value]) => value)) });
    } catch (error) {
      return error.message === "offline" ? null : this.#pause();
    }
    if (!answer.ok) return this.#failed(item, answer.error);
    this.#failures = 0;
    this.shelf.drop(this.#nameOf(item));
    this.told.accepted(item, answer);
    return 0;
  }

  #failed(item, error) {
    if (!TEMPORARY.has(error.code)) return this.#refuse(item, error);
    const pause = error.retry_after ?? this.#pause();
    if (error.retry_after) this.#restUntil = this.now() + pause * 1000;
    this.#update(item, { state: "waiting", why: error.code === "too_many" ? error.message : "" });
    return pause;
  }

  #refuse(item, { code, message = "", known = "" }) {
    this.#update(item, { state: "refused", code, why: message, known });
    this.told.refused?.(code, message);
    return 0;
  }

  #pause() {
    this.#failures += 1;
    return PAUSES[Math.min(this.#failures, PAUSES.length) - 1];
  }

  #next() {
    return this.items().find((item) => item.state === "waiting");
  }

  /** Another tab may have dropped it meanwhile; what is gone stays gone. */
  #update(item, change) {
    if (this.shelf.kept(this.#nameOf(item))) this.#keep({ ...item, ...change });
    this.told.changed();
  }

  #keep(item) {
    this.shelf.keep(this.#nameOf(item), item);
  }

  #nameOf(item) {
    return this.#name(`${String(item.order).padStart(16, "0")}:${item.key}`);
  }

  #name(end) {
    return `outbox:${this.scope}:${end}`;
  }
}

/** 128 random bits; `randomUUID` is missing on plain http. */
function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
