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
  const offices = JSON.parse(panel.dataset.offices);
  choice.checked = Boolean(kept(`quiet:${stream}`));
  choice.addEventListener("change", () => {
    keep(`quiet:${stream}`, choice.checked);
    room.live.listen(choice.checked);
  });
  connection.addEventListener("presence", ({ detail }) => {
    if (detail.stream === stream) take(detail);
  });
  return { take, nameOf: (id) => people.get(id) };

  /** The answer to `join` (everyone) or a `presence` (who came and left). */
  function take({ here, people: all, came = [], left = [] }) {
    if (all) people.clear();
    for (const { id, handle } of all ?? came) people.set(id, handle);
    for (const id of left) people.delete(id);
    for (const count of document.querySelectorAll("[data-here-count]")) {
      count.textContent = "spoken" in count.dataset ? say("here", { count: here }) : here;
    }
    list(here);
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
    item.textContent = offices[id] ? `${handle}, ${say(`role_${offices[id]}`)}` : handle;
    return item;
  }

  /** Who holds an office first, then by name. */
  function byOffice([one, name], [other, otherName]) {
    return Number(other in offices) - Number(one in offices) || name.localeCompare(otherName);
  }
}
