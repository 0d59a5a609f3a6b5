// One's own words that wait: when office decides, a notice comes, and those that wait no longer leave the log.
import { fetchHtml, page } from "../core/html.js";
import { connection } from "../core/socket.js";

/** `forget(key)`: the line of that key goes. */
export function startHeld({ list, forget }) {
  connection.addEventListener("notice", async () => {
    const waiting = [...list.querySelectorAll(":scope > [data-held]")];
    if (!waiting.length) return;
    const html = await fetchHtml(`${location.pathname}${location.search}`);
    if (!html) return;
    const keys = new Set([...page(html).querySelectorAll("[data-held]")].map((line) => line.dataset.key));
    for (const line of waiting) if (!keys.has(line.dataset.key)) forget(line.dataset.key);
  });
}
