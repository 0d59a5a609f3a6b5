// Editing one's own line in its place. The form is the one of the page of the line.
import { fetchHtml, page } from "../core/html.js";
import { ask } from "../core/socket.js";
import { say } from "../core/words.js";

export function startEditing(room) {
  const { log, stream } = room;
  return edit;

  async function edit(line) {
    if (line.querySelector("form[data-edit]")) return;
    const html = await fetchHtml(`${log.dataset.lines}/${line.dataset.seq}`);
    const form = html && page(html).querySelector("form[data-edit]");
    if (!form) return room.tell(say(html ? "cannot_edit" : "no_connection_now"));
    open(line, document.importNode(form, true));
  }

  function open(line, form) {
    const words = line.querySelector(".words:not(.quotes *)");
    const box = form.elements.body;
    const wrong = form.querySelector("[data-wrong]");
    form.classList.add("share__edit");
    form.dataset.escape = "";
    form.querySelector("[data-cancel]").hidden = false;
    words.hidden = true;
    words.closest("details")?.setAttribute("open", "");
    words.after(form);
    form.scrollIntoView({ block: "nearest" });
    box.focus({ preventScroll: true });
    box.setSelectionRange(box.value.length, box.value.length);

    form.querySelector("[data-cancel]").addEventListener("click", (event) => {
      event.preventDefault();
      close();
    });
    form.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape") close();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const refusal = await save(Number(line.dataset.seq), form);
      if (!refusal) return close();
      wrong.textContent = refusal;
      wrong.hidden = false;
      box.focus();
    });

    function close() {
      form.remove();
      words.hidden = false;
      (room.lines.find(line.dataset.seq)?.querySelector("summary") ?? log).focus();
    }
  }

  /** Resolves to "" or why not. */
  async function save(message, { elements: { body: box, note, known } }) {
    const said = { message, body: box.value.trim(), note: note.value, ...(known.value && { known: known.value }) };
    try {
      const answer = await ask("edit_message", { stream, ...said });
      known.value = answer.error?.known ?? ""; // saved once more, it is saved all the same
      return answer.ok ? "" : answer.error.fields?.body ?? answer.error.message;
    } catch {
      return say("no_connection_edit");
    }
  }
}
