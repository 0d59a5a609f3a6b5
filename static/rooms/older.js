// L4.5. Scrolling back without end: `data-older` is a link to the page before, and loads it here.
import { fetchHtml, fragment } from "../core/html.js";

const MOST = 5; // pages fetched to find one line that an address names, before going to its own page
const MANY = 400; // lines that a page holds while its reader is at the end
const ENOUGH = 200;

export function startOlder({ log, lines, nods, scroll }) {
  const row = log.querySelector(".older");
  const link = row.querySelector("a");
  let loading = null;
  row.hidden = log.dataset.older !== "1";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    load();
  });
  new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && load(), {
    root: log, rootMargin: "400px 0px 0px 0px",
  }).observe(row);
  addEventListener("hashchange", find);
  find();
  return { load, trim };

  /** An evening is long and a phone is small: what is far above is let go, and comes back on scrolling up. */
  function trim() {
    const all = lines.all();
    if (all.length <= MANY || !scroll.atEnd()) return;
    const first = all[all.length - ENOUGH];
    while (row.nextElementSibling !== first) row.nextElementSibling.remove();
    lines.dress(first);
    row.hidden = false;
  }

  function load() {
    loading ??= fetchBefore().finally(() => { loading = null; });
    return loading;
  }

  async function fetchBefore() {
    const first = lines.all()[0];
    if (!first || row.hidden) return false;
    const html = await fetchHtml(`${log.dataset.lines}?before=${first.dataset.seq}`);
    const list = html && fragment(html).querySelector("ol[data-older]");
    if (!list) return false;
    nods.learn(JSON.parse(list.dataset.nods || "{}"));
    const found = document.createDocumentFragment();
    found.append(...list.children);
    row.hidden = list.dataset.older !== "1";
    scroll.keepingPlace(() => lines.prepend(found));
    return true;
  }

  /** The address names a line (#m-12) that may be further up. */
  async function find() {
    const seq = Number(/^#m-(\d+)$/.exec(location.hash)?.[1] ?? 0);
    if (!seq) return;
    for (let pages = 0; pages < MOST && isAbove(seq) && await load();) pages += 1;
    if (isAbove(seq)) location.replace(`${location.pathname}?before=${seq + 1}#m-${seq}`);
    lines.find(seq)?.scrollIntoView({ block: "center" });
  }

  function isAbove(seq) {
    return !lines.find(seq) && seq < Number(lines.all()[0]?.dataset.seq ?? 0);
  }
}
