// L4.3. Nods: words under a line with their count; one's own are pressed. Shown at once, and taken
// back with a sentence where the server says no.
import { copyOf, swap } from "../core/html.js";
import { closeMenuAround } from "../core/menus.js";
import { ask } from "../core/socket.js";
import { say } from "../core/words.js";

export function startNods(room) {
  const { log, stream, me } = room;
  const own = new Map();
  const unsure = new Set();
  learn(JSON.parse(log.dataset.nods || "{}"));
  log.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=reaction]");
    if (!button) return;
    event.preventDefault();
    const line = button.closest("[data-seq]");
    closeMenuAround(button);
    toggle(line, button.value);
  });
  return { learn, press, reaction_set, isOn };

  function learn(bySeq) {
    for (const [seq, names] of Object.entries(bySeq)) own.set(Number(seq), new Set(names));
  }

  function isOn(seq, name) {
    return own.get(Number(seq))?.has(name) ?? false;
  }

  /** Show which of a line's nods are one's own. */
  function press(line) {
    for (const nod of line.querySelectorAll("button[name=reaction]")) {
      nod.setAttribute("aria-pressed", String(isOn(line.dataset.seq, nod.value)));
    }
  }

  function reaction_set({ actor, data }) {
    const line = room.lines.find(data.message);
    if (actor === me) {
      set(data.message, data.reaction, data.on);
      unsure.delete(`${data.message} ${data.reaction}`);
    }
    if (!line || line.matches(".share--gone")) return;
    count(line, data.reaction, data.count);
    press(line);
  }

  async function toggle(line, name) {
    const seq = Number(line.dataset.seq);
    const on = !isOn(seq, name);
    show(line, name, on);
    unsure.add(`${seq} ${name}`);
    let answer = null;
    try {
      answer = await ask("react", { stream, message: seq, reaction: name, on });
    } catch {
      // No line: said below.
    }
    // Its entry may have come although the answer did not.
    if (!unsure.delete(`${seq} ${name}`) || answer?.ok) return;
    show(line, name, !on);
    room.tell(answer?.error.message ?? say("no_connection_now"));
  }

  function show(line, name, on) {
    if (isOn(line.dataset.seq, name) === on) return;
    set(line.dataset.seq, name, on);
    const shown = line.querySelector(`.nods--row button[value="${name}"] b`);
    const number = Number(shown?.textContent ?? 0) + (on ? 1 : -1);
    room.scroll.added(0, () => count(line, name, number));
    press(line);
  }

  function set(seq, name, on) {
    const names = own.get(Number(seq)) ?? new Set();
    names[on ? "add" : "delete"](name);
    own.set(Number(seq), names);
  }

  function count(line, name, number) {
    let row = line.querySelector(".nods--row");
    let nod = row?.querySelector(`button[value="${name}"]`);
    if (number <= 0) return void (nod && swap(nod, "", line.querySelector("summary")));
    if (!row) line.append(row = Object.assign(document.createElement("div"), { className: "nods nods--row" }));
    if (!nod) row.append(nod = nodFor(line.dataset.seq, name));
    nod.querySelector("b").textContent = number;
  }

  function nodFor(seq, name) {
    const nod = copyOf("nod");
    nod.value = name;
    nod.formAction = `${log.dataset.lines}/${seq}/reactions`;
    nod.querySelector("span").textContent = say(`nod_${name}`);
    return nod;
  }
}
