// `data-connection`: the calm line above the composer. Nothing while all is well, nothing for the
// first three seconds without; on return, for six seconds, what was missed.
import { announce } from "./announce.js";
import { connected, connection } from "./socket.js";
import { say } from "./words.js";

const PATIENCE = 3_000;
const WELCOME = 6_000;

/** Start the line; returns `back(missed, first)` to be called when the page has caught up. */
export function startConnectionLine(line, clock) {
  let timer = 0;
  let shown = false;
  let since = connected() ? null : new Date();
  if (since) wait();
  connection.addEventListener("down", () => { since ??= new Date(); wait(); });

  return function back(missed, first) {
    clearTimeout(timer);
    if (shown || missed > 0) welcome(missed, first);
    since = null;
    shown = false;
  };

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      shown = true;
      show(say("no_connection", { time: clock(since) }), false);
    }, Math.max(0, PATIENCE - (Date.now() - since)));
  }

  function welcome(missed, first) {
    show(missed ? say("connected_again_missed", { count: missed }) : say("connected_again"), true);
    if (first) line.append(" ", linkTo(first));
    timer = setTimeout(() => { line.hidden = true; }, WELCOME);
  }

  function show(sentence, well) {
    line.textContent = sentence;
    line.classList.toggle("connection--back", well);
    line.hidden = false;
    announce(sentence);
  }

  function linkTo(first) {
    const link = document.createElement("a");
    link.href = `#${first.id}`;
    link.textContent = say("go_to_first");
    return link;
  }
}
