// What leads to where posts, or a whole topic, are read now.
import { copyOf } from "../core/html.js";
import { say } from "../core/words.js";

export function leadingOn({ lines, scroll }) {
  return { post_moved, goesOn };

  function post_moved({ data }) {
    const old = lines.find(data.message);
    if (!old) return;
    const { stream, seq } = data.to;
    const before = old.previousElementSibling; // one line is enough for many that go together
    if (before?.dataset.moved === stream) return void scroll.added(0, () => { old.remove(); });
    const line = copyOf("event");
    line.dataset.moved = stream;
    lead(line, `${page(stream)}/posts/${seq}`, say("moved"));
    scroll.added(0, () => { old.replaceWith(line); });
  }

  function goesOn(stream) {
    scroll.added(0, () => lead(lines.event(""), page(stream), say("goes_on")));
  }

  function lead(line, address, words) {
    const link = line.appendChild(document.createElement("a"));
    link.href = address;
    link.textContent = words;
  }

  function page(stream) {
    return `/${stream.replace(":", "s/")}`;
  }
}
