// What lines quote, filled in for this reader: the frame that came said only that there is something.
import { fetchHtml, fragment } from "../core/html.js";

const SPREAD = 1_500; // ms over which a full room asks

/** Fill the quotes of a line, or fill them anew. */
export async function fill(line, soon) {
  const holder = line.querySelector("[data-quotes]");
  if (!holder) return;
  await new Promise((done) => { setTimeout(done, soon ? 0 : Math.random() * SPREAD); });
  const html = await fetchHtml(holder.dataset.quotes);
  const fresh = html && fragment(html).querySelector("[data-quotes]");
  if (fresh && holder.isConnected) holder.replaceWith(fresh);
}
