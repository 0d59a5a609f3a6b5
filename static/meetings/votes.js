// Votes of the business part: a card while one is open; its result is a line of the log (L5.10).
import { copyOf } from "../core/html.js";
import { ask } from "../core/socket.js";
import { say } from "../core/words.js";
import { put } from "./words.js";

export function startVotes(place, room, scene) {
  scene.addEventListener("changed", render);
  render();
  place.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=choice]");
    if (!button) return;
    event.preventDefault();
    cast(button.closest("[data-vote]"), button.value);
  });

  function render() {
    const open = [...scene.motions.values()].filter(({ state }) => state === "open");
    for (const card of place.querySelectorAll("[data-vote]")) {
      if (!open.some(({ motion }) => motion === Number(card.dataset.vote))) card.remove();
    }
    for (const motion of open) show(find(motion.motion) ?? add(motion), motion);
  }

  function find(id) {
    return place.querySelector(`[data-vote="${Number(id)}"]`);
  }

  function add({ motion, secret }) {
    const card = copyOf(secret ? "vote-secret" : "vote-open");
    card.dataset.vote = motion;
    place.append(card);
    return card;
  }

  function show(card, { words, cast: voted }) {
    put(card.querySelector("[data-vote-words]"), words);
    put(card.querySelector("[data-vote-cast]"), say("m_voted", { count: voted }));
  }

  async function cast(card, choice) {
    const before = card.querySelector("[aria-pressed=true]")?.value;
    press(card, choice);
    let sentence = "";
    try {
      const answer = await ask("vote", { stream: room.stream, motion: Number(card.dataset.vote), choice });
      sentence = answer.ok ? "" : answer.error.message;
    } catch {
      sentence = say("m_not_done");
    }
    if (!sentence) return;
    press(card, before);
    room.tell(sentence);
  }

  function press(card, choice) {
    for (const button of card.querySelectorAll("button[name=choice]")) {
      button.setAttribute("aria-pressed", String(button.value === choice));
    }
  }
}
