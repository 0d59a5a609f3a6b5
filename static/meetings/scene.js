// What is known of the meeting: part, floor, queue, chair, votes. Each entry carries the whole of its
// fact, so the last one holds. "changed" is told once for all that came together.

export class Scene extends EventTarget {
  #due = false;

  /** `me`: one's membership in the group, or 0. `known`: what the page shows. */
  constructor(me, known) {
    super();
    Object.assign(this, { me, ...known, motions: new Map() });
    this.offset = 0;
    this.joined = false;
  }

  /** The answer to `join`: everything as it is now. */
  join({ phase, floor, chair, queue, motions, now }) {
    this.offset = now ? Date.parse(now) - Date.now() : 0;
    this.phase = phase ?? { state: "closed" };
    this.phase.state ??= this.phase.phase;
    this.floor = floor ?? { state: "free" };
    this.chair = chair ?? {};
    this.queue = queue ?? [];
    this.motions = new Map((motions ?? []).map((motion) => [motion.motion, motion]));
    this.joined = true;
    this.settle();
  }

  apply({ kind, data }) {
    if (kind === "phase_changed") this.phase = data;
    else if (kind === "floor_changed") this.floor = data;
    else if (kind === "chair_changed") this.chair = data;
    else if (kind === "queue_changed") this.queue = data.queue;
    else if (kind === "motion_changed") this.motions.set(data.motion, data);
    else return;
    this.settle();
  }

  /** Tell "changed" when all that came together has been applied. */
  settle() {
    if (this.#due || !this.joined) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.dispatchEvent(new Event("changed"));
    });
  }

  /** The server's time, in ms. */
  now() {
    return Date.now() + this.offset;
  }

  /** Whether one speaks at a time in this part, called from the queue. */
  get hasQueue() {
    return this.phase.state === "running" && this.phase.posting === "floor";
  }

  get isMine() {
    return Boolean(this.me) && this.floor.holder?.id === this.me;
  }

  get inChair() {
    return Boolean(this.me) && this.chair.chair?.id === this.me;
  }

  /** One's place in the queue, from 1; 0 outside of it. */
  get place() {
    return this.queue.findIndex(({ membership }) => this.me && membership?.id === this.me) + 1;
  }
}
