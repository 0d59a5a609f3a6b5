// A meeting in its room: what is known of it, and every place of the page that shows a part of that.
import { connection } from "../core/socket.js";
import { room } from "../rooms/show.js";
import { startChair } from "./chair.js";
import { startEvents } from "./events.js";
import { startHand } from "./hand.js";
import { startHeader } from "./header.js";
import { startLit } from "./lit.js";
import { startQueue } from "./queue.js";
import { Scene } from "./scene.js";
import { startTurn } from "./turn.js";

const head = document.querySelector("[data-meeting]");
if (room && head) start();

function start() {
  const scene = new Scene(room.me, JSON.parse(head.dataset.state));
  startHeader(head, scene);
  startQueue(document.querySelector("[data-queue-section]"), room, scene);
  startWhenWanted(scene);
  startChair(document.querySelector("[data-chair]"), room, scene, head.dataset);
  startEvents(room, scene);
  startLit(room, scene);
  if (room.form) {
    startTurn(room, scene);
    startHand(document.querySelector("[data-hand]"), room, scene);
  }
  startWelcome(scene);
  let chair = 0;
  scene.addEventListener("changed", () => {
    const now = scene.chair.chair?.id ?? 0;
    if (now !== chair) room.presence.seat(now);
    chair = now;
  });
  room.told.addEventListener("joined", ({ detail }) => scene.join(detail));
  room.told.addEventListener("entry", ({ detail: { entry } }) => scene.apply(entry));
  connection.addEventListener("presence", () => scene.settle());
}

/** Votes and readings are fetched when there is one, and tried again with whatever changes next. */
function startWhenWanted(scene) {
  const [votes, readings] = ["[data-votes]", "[data-readings]"].map((place) => document.querySelector(place));
  let [voting, reading] = [null, null];
  const { part } = scene.phase;
  const startVotes = () => {
    voting ??= import("./votes.js").then((own) => own.startVotes(votes, room, scene), () => { voting = null; });
  };
  const startReadings = () => {
    reading ??= import("./readings.js").then((own) => own.startReadings(readings, scene, part), () => { reading = null; });
  };
  scene.addEventListener("changed", () => {
    if ([...scene.motions.values()].some(({ state }) => state === "open")) startVotes();
    if (readings && scene.phase.part !== part) startReadings();
  });
}

/** What a late-comer is told goes when it was read, and with the part that it tells of. */
function startWelcome(scene) {
  const card = document.querySelector("[data-welcome]");
  const { part } = scene.phase;
  card?.addEventListener("toggle", () => card.open || card.remove());
  if (card) scene.addEventListener("changed", () => scene.phase.part === part || card.remove());
}
