// Which lines go along with a report: what staff will see changes with the choice, without a page between.
const form = document.querySelector("[data-span]");
const lines = form?.querySelector("[data-lines]");

if (lines) start();

function start() {
  const first = form.elements.first;
  const last = form.elements.last;
  const whole = lines.querySelectorAll("[data-line]").length === first.options.length;
  if (!whole) return; // a narrower span was drawn by the server: its button draws another
  form.querySelector("[data-show-span]").hidden = true;
  const show = () => {
    const [from, to] = [Number(first.value), Number(last.value)];
    for (const line of lines.querySelectorAll("[data-line]")) {
      const seq = Number(line.dataset.line);
      line.hidden = seq < from || seq > to;
    }
    form.elements.seen.value = `${from}-${to}`;
  };
  first.addEventListener("change", show);
  last.addEventListener("change", show);
  show();
}
