// The log keeps its end in view while its reader is there, and its place while its reader is not.
import { say } from "../core/words.js";

const NEAR = 80; // px from the end that still count as being there

export function startScroll(log, button) {
  let below = 0;
  let following = !("fromTop" in log.dataset); // a topic is read from its first post on
  let height = box().clientHeight;
  new ResizeObserver(() => {
    height = box().clientHeight;
    if (following) toEnd();
  }).observe(log);
  box().addEventListener("scroll", noticeEnd, { passive: true });
  addEventListener("scroll", noticeEnd, { passive: true });
  button.addEventListener("click", () => {
    toEnd();
    log.focus({ preventScroll: true });
  });
  return { atEnd, toEnd, added, keepingPlace, lastSeen };

  /** On a low screen the page scrolls, not the log. */
  function box() {
    return getComputedStyle(log).overflowY === "visible" ? document.scrollingElement : log;
  }

  function atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = box();
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  function toEnd() {
    box().scrollTop = box().scrollHeight;
    noticeEnd();
  }

  function noticeEnd() {
    if (box().clientHeight !== height) return; // it is being resized, not read
    following = atEnd();
    if (following) count(0);
  }

  /** Change the log by `act`; `lines` of it are new for the reader. */
  function added(lines, act) {
    const stay = following;
    act();
    if (stay) toEnd();
    else count(atEnd() ? 0 : below + lines); // all of it may be in sight
  }

  /** Put something above without moving what is being read. */
  function keepingPlace(act) {
    const before = box().scrollHeight - box().scrollTop;
    act();
    box().scrollTop = box().scrollHeight - before;
  }

  /** The last of these lines whose end has been on the screen. */
  function lastSeen(lines) {
    const edge = Math.min(log.getBoundingClientRect().bottom, innerHeight) + 1;
    return [...lines].findLast((line) => line.getBoundingClientRect().bottom <= edge);
  }

  function count(lines) {
    below = lines;
    button.hidden = lines === 0;
    if (lines) button.textContent = say("below", { count: lines });
  }
}
