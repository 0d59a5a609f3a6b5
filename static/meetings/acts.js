// What each act of the chair sends, in order: [event, packet] by the value of its button.

export const ACTS = {
  thank: () => [["thank"]],
  call: (_said, { floor }) => [...(floor.state === "speaking" ? [["thank"]] : []), ["call_next"]],
  extend: () => [["extend", { seconds: 60 }]],
  pause: () => [["pause", { on: true }]],
  resume: () => [["pause", { on: false }]],
  lock: () => [["lock", { on: true }]],
  unlock: () => [["lock", { on: false }]],
  next: ({ after }) => [["next_phase", { after: Number(after) }]],
  reading: ({ reading }) => [["paste_reading", { reading: Number(reading) }]],
  topic: ({ topic }) => [["set_topic", { topic }]],
  hand: ({ membership }) => [["hand_chair", { membership: Number(membership) }]],
  mute: ({ membership, minutes, reason }, scene) => [["mute", {
    membership: Number(membership), reason, until: new Date(scene.now() + Number(minutes) * 60_000).toISOString(),
  }]],
  open_vote: ({ words, secret }) => [["open_motion", { words, secret: Boolean(secret) }]],
  close_vote: ({ motion }) => [["close_motion", { motion: Number(motion) }]],
};
