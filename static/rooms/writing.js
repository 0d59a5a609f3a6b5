// Everything that begins with one's own words: the box, the outbox, the lines not sent yet.
import { announceNow } from "../core/announce.js";
import * as device from "../core/device.js";
import { ask, connected, connection } from "../core/socket.js";
import { say } from "../core/words.js";
import { startComposer } from "./composer.js";
import { Outbox } from "./outbox.js";
import { startHeld } from "./held.js";
import { startPending } from "./pending.js";
import { startState } from "./state.js";

/** Start the box of a room; without one (a reader who has not joined) everything is a quiet nothing. */
export function startWriting(form, room, typing) {
  if (!form) return nothing();
  const { stream } = room;
  const scope = `${room.me}:${stream}`;
  const outbox = new Outbox({
    scope,
    shelf: device,
    post: (words) => ask("post_message", { stream, ...words }),
    alone: device.alone,
    told: { changed: () => pending.render(), accepted, refused },
  });
  const state = startState(form);
  const pending = startPending({
    outbox,
    ...room,
    online: connected,
    handBack: (item) => composer.putBack(item),
    toBox: () => form.elements.body.focus(),
  });
  startHeld({ list: room.lines.list, forget: pending.arrived });
  const composer = startComposer(form, { scope, state, typing, add });
  device.onChangeElsewhere(`outbox:${scope}`, send);
  connection.addEventListener("down", () => pending.render());
  return { pending, state, send, answer: composer.answer, quote: composer.quote };

  /** Into the outbox, and in sight of whoever wrote it. */
  function add(words) {
    outbox.add(words);
    room.scroll.toEnd();
  }

  function send() {
    pending.render();
    outbox.send();
  }

  function accepted(item, answer) {
    if (answer.position) { // the words were a raised hand, and are no line
      pending.arrived(item.key);
      return room.told.dispatchEvent(new CustomEvent("hand", { detail: answer }));
    }
    pending.accept(item, answer);
    if (answer.resources) room.tell(answer.resources, { href: "/crisis", words: say("crisis_lines") });
    if (room.slow) state.refresh();
    if (!answer.seq) return;
    if (answer.seq <= room.live.seq()) pending.applied(answer.seq);
    else room.live.expect(answer.seq);
  }

  function refused(code, message) {
    announceNow(say("not_sent", { why: message }));
    state.refresh();
  }
}

function nothing() {
  const none = () => {};
  return {
    pending: { render: none, applied: none, arrived: none },
    state: { refresh: none, refusal: () => "", put: none, code: () => "" },
    send: none,
    answer: none,
    quote: none,
  };
}
