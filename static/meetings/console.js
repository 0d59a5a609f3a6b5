// The chair's console: one tab stop just before the box. Letters act only while it has the focus
// (WCAG 2.1.4); arrows move along. What asks once opens below the strip, and Escape closes it.
import { ask } from "../core/socket.js";
import { say } from "../core/words.js";
import { ACTS } from "./acts.js";
import { put } from "./words.js";

const SOON = 250; // ms until a strip that was drawn for another part than the room's is asked for again
const PATIENCE = 2_000; // and one that did not come at all

export function startConsole(strip, room, scene, refresh) {
  const bar = strip.querySelector("[role=toolbar]");
  const rest = strip.querySelector("#console-rest");
  const votes = openVotes();
  let last = null; // the act under way, and what it waits for
  let asked = false;
  bar.addEventListener("keydown", press);
  bar.addEventListener("click", act);
  bar.addEventListener("focusin", ({ target }) => rove(target.closest(".button")));
  for (const sheet of sheets()) listen(sheet);
  scene.addEventListener("changed", render);
  draw();
  if (isStale()) {
    asked = true; // the meeting went on while this strip was on its way
    setTimeout(again, SOON);
  }

  function buttons() {
    return [...bar.querySelectorAll(".button")].filter((button) => button.checkVisibility?.() ?? button.offsetParent);
  }

  function rove(to) {
    for (const button of bar.querySelectorAll(".button")) button.tabIndex = button === to ? 0 : -1;
  }

  function render() {
    if (!strip.isConnected) return scene.removeEventListener("changed", render);
    if (asked) return;
    if (!isStale() || sheets().some((sheet) => sheet.classList.contains("console__ask--open"))) return draw();
    asked = true;
    refresh().then((answered) => setTimeout(again, answered ? SOON : PATIENCE));
  }

  /** What changed while an answer was on its way, or was let pass because a sheet was open, is asked for anew. */
  function again() {
    asked = false;
    render();
  }

  /** Whether the server drew this strip for another part, door or number of votes than there is now. */
  function isStale() {
    const { part, locked } = strip.dataset;
    return part !== String(scene.phase.part ?? -1) || (locked === "1") !== Boolean(scene.phase.locked) || votes !== openVotes();
  }

  function draw() {
    const { floor, queue } = scene;
    const [speaking, next] = [floor.state === "speaking", queue[0]?.membership?.handle];
    main("thank", speaking);
    main("call", !speaking && queue.length > 0);
    main("next", !speaking && queue.length === 0);
    label("thank", speaking && floor.holder ? say("m_thank_who", { who: floor.holder.handle }) : say("m_thank"));
    label("call", next ? say("m_call_who", { who: next }) : say("m_call"));
    if (!bar.querySelector("[tabindex='0']")) rove(bar.querySelector(".button--main") ?? buttons()[0]);
  }

  function openVotes() {
    return [...scene.motions.values()].filter(({ state }) => state === "open").length;
  }

  function find(name) {
    return bar.querySelector(`[data-act="${name}"], [data-opens="${name}"]`);
  }

  function main(name, is) {
    find(name)?.classList.toggle("button--main", is);
  }

  function label(name, words) {
    put(find(name)?.querySelector("[data-words]"), words);
  }

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const onwards = document.documentElement.dir === "rtl" ? -1 : 1; // only across: down is down in every script
    const move = { ArrowRight: onwards, ArrowDown: 1, ArrowLeft: -onwards, ArrowUp: -1, Home: "first", End: "last" }[event.key];
    const button = move ? neighbour(move) : bar.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]:not([hidden])`);
    const pressed = event.key === " " && event.target.closest("a.button");
    if (!button && !pressed) return;
    event.preventDefault();
    if (move) {
      rove(button);
      return button.focus();
    }
    if (!event.repeat) (pressed || button).click();
  }

  function neighbour(move) {
    const all = buttons();
    if (move === "first" || move === "last") return all.at(move === "first" ? 0 : -1);
    return all.at((all.indexOf(document.activeElement) + move + all.length) % all.length);
  }

  function act(event) {
    const button = event.target.closest(".button");
    if (!button) return;
    event.preventDefault();
    const { act: name, opens } = button.dataset;
    if ("more" in button.dataset || "fewer" in button.dataset) unfold("more" in button.dataset);
    else if (opens) open(opens);
    else perform(name);
  }

  /** On a phone: the other acts, or only the first; the focus stays on the button that does the reverse. */
  function unfold(open) {
    rest.classList.toggle("console__rest--open", open);
    const reverse = bar.querySelector(open ? "[data-fewer]" : "[data-more]");
    rove(reverse);
    reverse.focus({ preventScroll: true });
  }

  function sheets() {
    return [...strip.querySelectorAll("[data-ask]")];
  }

  function listen(sheet) {
    sheet.addEventListener("submit", (event) => {
      event.preventDefault();
      const said = Object.fromEntries(new FormData(sheet, event.submitter));
      perform(said.do, said).then((done) => done && close(sheet));
    });
    sheet.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.isComposing) return;
      event.stopPropagation();
      close(sheet);
    });
    sheet.querySelector("[data-close]").addEventListener("click", (event) => {
      event.preventDefault();
      close(sheet);
    });
  }

  function open(name) {
    const readings = scene.phase.readings ?? [];
    if (name === "reading" && readings.length === 1) return perform("reading", { reading: "0" });
    for (const sheet of sheets()) sheet.classList.toggle("console__ask--open", sheet.dataset.ask === name);
    const sheet = strip.querySelector(`[data-ask="${name}"]`);
    const after = sheet?.querySelector("[data-after]");
    if (after) after.value = scene.phase.part ?? -1; // the part that the chair sees now
    fill(sheet?.querySelector("[data-people-choice]"));
    sheet?.querySelector("input:not([type=hidden]), select, button, [data-close]")?.focus();
  }

  /** Who is here now; whoever has the floor first. */
  function fill(choice) {
    const people = room.presence.people().filter(([id]) => id !== room.me);
    if (!choice || !people.length) return;
    choice.replaceChildren(...people.map(([id, handle]) => new Option(handle, id, false, id === scene.floor.holder?.id)));
  }

  function close(sheet) {
    const held = sheet.contains(document.activeElement); // whoever has gone on meanwhile is not called back
    sheet.classList.remove("console__ask--open");
    if (held) find(sheet.dataset.ask)?.focus();
    render();
  }

  /** One after the other; pressed twice, an act is done once. Resolves to whether it was done. */
  function perform(name, said = {}) {
    if (last?.name === name) return Promise.resolve(false);
    const mine = { name };
    mine.done = Promise.resolve(last?.done).then(() => send(name, said)).finally(() => {
      if (last === mine) last = null;
    });
    last = mine;
    return mine.done;
  }

  async function send(name, said) {
    try {
      for (const [event, more] of ACTS[name](said, scene)) {
        const answer = await ask(event, { stream: room.stream, ...more });
        if (answer.ok) continue;
        room.tell(Object.values(answer.error.fields ?? {})[0] ?? answer.error.message);
        return false;
      }
      if (name === "pause" || name === "resume") await refresh();
      return true;
    } catch {
      room.tell(say("m_not_done"));
      return false;
    }
  }
}
