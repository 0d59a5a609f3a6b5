// The `⋯` of a line. The server's menu holds one link that works without script; opened here, it
// offers what this reader may do with this line.
import { askOnce } from "../core/dialog.js";
import { copyOf } from "../core/html.js";
import { closeMenuAround } from "../core/menus.js";
import { ask } from "../core/socket.js";
import { say } from "../core/words.js";
import { startChoosing } from "./choosing.js";

export function startLineMenu(room, acts) {
  const { log, lines, stream, me, nods } = room;
  const office = "mayRemove" in log.dataset;
  const chosen = startChoosing(log, stream);
  log.addEventListener("toggle", ({ target }) => {
    if (target.matches("details.more") && target.open) fill(target);
  }, true);
  log.addEventListener("click", (event) => {
    const act = event.target.closest?.("[data-act]")?.dataset.act;
    const line = event.target.closest?.("[data-seq]");
    if (!line || !deeds[act]) return;
    event.preventDefault();
    closeMenuAround(event.target);
    deeds[act](line);
  });

  const deeds = {
    reply: (line) => acts.reply({ seq: line.dataset.seq, handle: lines.author(line) }),
    quote: (line) => {
      if (acts.quote(chosen.reference(line)) === false) room.tell(say("quotes_full"));
    },
    bookmark: (line) => bookmark(line),
    edit: (line) => acts.edit(line),
    remove,
    block: (line) => block(line),
    copy: (line) => copy(line),
  };

  for (const menu of log.querySelectorAll("details.more[open]")) fill(menu);

  function fill(menu) {
    const line = menu.closest("[data-seq]");
    const own = Number(line.dataset.author) === me;
    const items = copyOf("line-menu");
    const keep = { own, other: !own, office: office && !own };
    for (const item of items.querySelectorAll("[data-for]")) if (!keep[item.dataset.for]) item.remove();
    for (const item of items.querySelectorAll("[data-sentence]")) {
      item.textContent = say(item.dataset.sentence, { handle: lines.author(line) });
    }
    for (const link of items.querySelectorAll("a[data-page]")) link.href = page(line, link.dataset.page);
    menu.querySelector(".menu").replaceChildren(...items.childNodes);
    nods.press(line);
    unfold(menu);
  }

  /** Downwards where it fits, else upwards; where neither, the log makes room. */
  function unfold(menu) {
    const list = menu.querySelector(".menu");
    list.classList.remove("menu--up");
    if (getComputedStyle(list).position !== "absolute") return;
    const [frame, its] = [log.getBoundingClientRect(), list.getBoundingClientRect()];
    if (its.bottom <= frame.bottom) return;
    const above = menu.getBoundingClientRect().top - frame.top;
    if (above >= its.height) list.classList.add("menu--up");
    else list.scrollIntoView({ block: "nearest" });
  }

  function page(line, which) {
    if (which === "person") return `/memberships/${line.dataset.author}`;
    if (which === "report") return `/reports/new?kind=message&ref=${stream}/${line.dataset.seq}`;
    return `${log.dataset.lines}/${line.dataset.seq}`;
  }

  async function remove(line) {
    if (!(await askOnce("remove"))) return;
    try {
      const answer = await ask("remove_message", { stream, message: Number(line.dataset.seq) });
      if (!answer.ok) room.tell(answer.error.message);
    } catch {
      room.tell(say("no_connection_now"));
    }
  }

  async function block(line) {
    if (!(await askOnce("block", { handle: lines.author(line) }))) return;
    const form = document.getElementById("deed");
    form.action = `/memberships/${line.dataset.author}/block`;
    form.requestSubmit();
  }

  async function bookmark(line) {
    const body = new URLSearchParams(new FormData(document.getElementById("deed")));
    body.set("on", "yes");
    const headers = { "X-Fragment": "1" };
    try {
      const answer = await fetch(`${page(line, "message")}/bookmark`, { method: "POST", body, headers });
      room.tell(answer.ok ? await answer.text() : say("not_kept"));
    } catch {
      room.tell(say("no_connection_now"));
    }
  }

  async function copy(line) {
    const address = new URL(`#m-${line.dataset.seq}`, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      room.tell(say("copied"));
    } catch {
      location.hash = `m-${line.dataset.seq}`; // plain http has no clipboard; the bar shows it
    }
  }
}
