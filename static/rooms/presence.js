// L4.4. Who is here: a number everywhere, names in the panel while the room is small. Listening
// quietly takes oneself out of both.
import { connection } from "../core/socket.js";
import { keep, kept } from "../core/device.js";
import { say } from "../core/words.js";

const MOST = 40;
const FIRST = 16;

export function startPresence(room, panel, choice) {
  const { stream } = room;
  const people = new Map();
  let here = 0;
  let chair = 0;
  const offices = JSON.parse(panel.dataset.offices);
  choice.checked = Boolean(kept(`quiet:${stream}`));
  choice.addEventListener("change", () => {
    keep(`quiet:${stream}`, choice.checked);
    room.live.listen(choice.checked);
  });
  connection.addEventListener("presence", ({ detail }) => {
    if (detail.stream === stream) take(detail);
  });
  return { take, nameOf: (id) => people.get(id), people: () => [...people], seat };

  /** Who is in the chair of a meeting stands first. */
  function seat(id) {
    chair = id;
    list(here);
  }

  function officeOf(id) {
    return id === chair ? "chair" : offices[id];
  }

  /** The answer to `join` (everyone) or a `presence` (who came and left). */
  function take({ here: number, people: all, came = [], left = [] }) {
    if (all) people.clear();
    for (const { id, handle } of all ?? came) people.set(id, handle);
    for (const id of left) people.delete(id);
    for (const count of document.querySelectorAll("[data-here-count]")) {
      count.textContent = "spoken" in count.dataset ? say("here", { count: number }) : number;
    }
    here = number;
    list(number);
  }

  function list(number) {
    const sorted = [...people].sort(byOffice);
    const shown = sorted.slice(0, sorted.length > MOST || number > MOST ? FIRST : MOST);
    panel.querySelector("[data-people]").replaceChildren(...shown.map(row));
    const more = panel.querySelector("[data-more-people]");
    more.hidden = number <= shown.length;
    more.textContent = shown.length ? say("more_here", { count: number - shown.length }) : "";
  }

  function row([id, handle]) {
    const item = document.createElement("li");
    item.dataset.person = id;
    item.textContent = officeOf(id) ? `${handle}, ${say(`role_${officeOf(id)}`)}` : handle;
    return item;
  }

  function rank(id) {
    return id === chair ? 2 : Number(id in offices);
  }

  /** Who holds an office first, then by name. */
  function byOffice([one, name], [other, otherName]) {
    return rank(other) - rank(one) || name.localeCompare(otherName);
  }
}
