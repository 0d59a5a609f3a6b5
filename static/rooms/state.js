// How the composer stands for this reader is the server's word: `data-state` says it, with the
// code of a refusal and when to ask again. So no rule about posting is written twice.
import { announce } from "../core/announce.js";
import { fetchHtml, fragment } from "../core/html.js";

const GATHER = 200; // ms: several causes ask once, and an eviction that follows asks nothing
const LONGEST_TIMER = 2 ** 31 - 1;

export function startState(form) {
  const send = form.querySelector("[data-send]");
  const label = send.textContent;
  let asking = 0;
  let ending = 0;
  const state = { refusal, refresh, put, code, lets: () => false };
  show();
  return state;

  function line() {
    return form.querySelector("[data-state]");
  }

  function code() {
    return line().dataset.code;
  }

  /** Why this cannot be sent now, or ""; `lets` may know words that are taken nevertheless. */
  function refusal(body) {
    return code() && !state.lets(body) ? line().textContent.trim() : "";
  }

  /** What the page knows without asking: whose turn it is. */
  function put({ code, sentence, label = "" }) {
    if (line().dataset.code === code && line().textContent.trim() === sentence) return;
    Object.assign(line().dataset, { code, label });
    delete line().dataset.until;
    line().textContent = sentence;
    show();
  }

  /** Ask the server anew, after up to `spread` ms so that a full room does not ask at once. */
  function refresh(spread = 0) {
    clearTimeout(asking);
    asking = setTimeout(async () => {
      if (!form.isConnected) return;
      const html = await fetchHtml(`${form.dataset.room}/state`);
      const fresh = html && fragment(html).querySelector("[data-state]");
      if (fresh && fresh.textContent.trim() !== line().textContent.trim()) announce(fresh.textContent.trim());
      if (fresh) line().replaceWith(fresh);
      show();
    }, GATHER + spread * Math.random());
  }

  function show() {
    const { code, until, label: closed } = line().dataset;
    send.setAttribute("aria-disabled", String(Boolean(code)));
    send.textContent = (code && closed) || label;
    form.dataset.closed = code;
    clearTimeout(ending);
    if (!until) return;
    const wait = Math.max(1_000, new Date(until) - Date.now() + 500);
    ending = setTimeout(() => refresh(), Math.min(wait, LONGEST_TIMER));
  }
}
