// The chair's place above the box: the strip for whoever is in the chair, an offer for whoever may take
// it. Who may is the server's word; it is asked only by those whose turn it can be.
import { announce } from "../core/announce.js";
import { fetchHtml, fragment } from "../core/html.js";
import { ask } from "../core/socket.js";
import { say } from "../core/words.js";

const CROWD = 1_500; // ms over which a full room asks
const OFFERED = { "": [], moderators: ["moderator"], chairs: ["moderator", "chair"], members: ["moderator", "chair", "member"] };

export function startChair(place, room, scene, { office, signed }) {
  let known = "";
  let timer = 0;
  let asking = 0; // the last of the questions asked; of two that cross, only its answer is shown
  scene.addEventListener("changed", () => {
    const { chair, phase } = scene;
    const now = JSON.stringify([chair.chair, chair.taken, chair.lost, chair.offered, phase.state, phase.lounge]);
    const first = known === "";
    if (now === known) return;
    known = now;
    if (!first || (scene.inChair && !strip())) decide();
  });
  place.addEventListener("click", (event) => {
    if (!event.target.closest("[data-take]")) return;
    event.preventDefault();
    take();
  });
  const first = strip();
  if (first) loaded().then((keys) => first.isConnected && start(keys));

  function strip() {
    return place.querySelector("[data-console]");
  }

  function decide() {
    clearTimeout(timer);
    const { chair } = scene;
    if (scene.inChair) return void refresh();
    const vacant = !chair.taken || chair.lost;
    if (!vacant || !mayBeMine()) return clear();
    timer = setTimeout(refresh, CROWD * Math.random());
  }

  /** Whether it makes sense to ask: of a lost chair the entry says to whom it is offered by now. */
  function mayBeMine() {
    if (!["member", "chair", "moderator"].includes(office)) return false;
    return !scene.chair.lost || signed !== undefined || OFFERED[scene.chair.offered]?.includes(office);
  }

  function clear() {
    const held = place.contains(document.activeElement);
    if (place.querySelector("[data-console], [data-offer]")) place.replaceChildren();
    if (held) room.form?.elements.body.focus();
  }

  /** Resolves to whether the server answered. */
  async function refresh() {
    const mine = ++asking;
    const html = await fetchHtml(`${location.pathname}/chair`);
    const keys = html?.includes("data-console") ? await loaded() : null; // before it is replaced: no key is lost
    const asks = scene.inChair && place.querySelector(".console__ask--open"); // fetched again when it closes
    if (html === null || asks || mine !== asking) return html !== null;
    const offered = place.querySelector("[data-offer]") !== null;
    const held = place.contains(document.activeElement) && document.activeElement.dataset;
    const unfolded = place.querySelector(".console__rest--open") !== null;
    place.replaceChildren(...fragment(html).childNodes);
    if (unfolded) place.querySelector("#console-rest")?.classList.add("console__rest--open");
    const offer = place.querySelector("[data-offer] p");
    if (offer && !offered) announce(offer.textContent);
    if (strip()) start(keys);
    const same = "fewer" in (held || {}) ? "[data-fewer]" : `[data-key="${held.key}"]:not([hidden])`;
    if (held) (place.querySelector(same) ?? place.querySelector("[tabindex='0']"))?.focus();
    return true;
  }

  /** Where it could not be loaded the strip stays a form. */
  function loaded() {
    return import("./console.js").catch(() => null);
  }

  function start(keys) {
    keys?.startConsole(strip(), room, scene, refresh);
  }

  async function take() {
    try {
      const answer = await ask("take_chair", { stream: room.stream });
      if (!answer.ok) room.tell(answer.error.message);
    } catch {
      room.tell(say("m_not_done"));
    }
  }
}
