// What a line shows to this reader alone: what it quotes, and what stands under a content note. Fetched where it is needed.
export function forOneReader(log) {
  return { dress, requote };

  function dress(line) {
    if (line.querySelector("[data-quotes]:not([data-filled])")) fill(line);
    if (log.dataset.notes && line.querySelector("[data-note]")) note(line);
  }

  /** What was quoted reads differently now, or is gone. */
  function requote(seq) {
    for (const quote of log.querySelectorAll(`[data-quoted="${Number(seq)}"]`)) fill(quote.closest("[data-seq]"));
  }

  async function note(line) {
    const notes = await import("./notes.js");
    notes.apply(line, JSON.parse(log.dataset.notes), `${log.dataset.lines}/${line.dataset.seq}`);
  }

  async function fill(line) {
    const quotes = await import("./quotes.js");
    quotes.fill(line, line.dataset.author === log.dataset.me);
  }
}
