// The queue: everyone renders it from its entry; whoever is in the chair fetches it, since only
// there it is told who is new, and each row has a menu.
import { fetchHtml, fragment } from "../core/html.js";
import { ask } from "../core/socket.js";
import { say } from "../core/words.js";
import { nameOf, nth, put } from "./words.js";

const GATHER = 250; // ms
const MOVES = {
  call: ({ who }) => ["call", { membership: Number(who) }],
  move: ({ who, to }) => ["move_in_queue", { membership: Number(who), to: Number(to) }],
  skip: ({ who }) => ["skip", { membership: Number(who) }],
  newcomers: () => ["newcomers_first", {}],
};

export function startQueue(section, room, scene) {
  const place = section.querySelector("[data-queue]");
  let timer = 0;
  let shown = "";
  scene.addEventListener("changed", render);
  section.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    move(button.dataset);
  });

  function render() {
    section.hidden = !scene.hasQueue && scene.phase.phase !== "chips";
    const now = JSON.stringify([scene.queue, scene.inChair, scene.phase.part]);
    if (now === shown) return;
    shown = now;
    if (scene.inChair) later();
    else showPlainly();
  }

  function showPlainly() {
    const { queue, place: mine } = scene;
    const said = mine ? say("m_you_nth_of", { place: nth(mine), all: queue.length }) : say("m_not_waiting");
    put(place.querySelector("[data-queue-say]"), queue.length ? said : say("m_nobody_waits"));
    place.querySelector("[data-queue-rows]").replaceChildren(...queue.map(row));
    for (const extra of place.querySelectorAll(":scope > :not([data-queue-say], [data-queue-rows])")) extra.remove();
  }

  function row({ membership, share }, index) {
    const item = document.createElement("li");
    const [number, name] = [document.createElement("span"), document.createElement("span")];
    number.className = "num";
    number.textContent = index + 1;
    name.textContent = nameOf(membership);
    if (share > 1) name.append(" ", small(say("m_second")));
    item.classList.toggle("queue__you", index + 1 === scene.place);
    item.append(number, name);
    return item;
  }

  function small(words) {
    const element = document.createElement("small");
    element.className = "faint";
    element.textContent = words;
    return element;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const html = await fetchHtml(`${location.pathname}/queue`);
      if (html === null || !scene.inChair) return;
      const held = place.contains(document.activeElement);
      place.replaceChildren(...fragment(html).childNodes);
      if (held) section.querySelector("h2").focus({ preventScroll: true });
    }, GATHER);
  }

  async function move(what) {
    try {
      const [event, said] = MOVES[what.move](what);
      const answer = await ask(event, { stream: room.stream, ...said });
      if (!answer.ok) room.tell(answer.error.message);
    } catch {
      room.tell(say("m_not_done"));
    }
  }
}
