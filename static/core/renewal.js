// Parts of a page that tell what is new (`data-renew`, each with an id): drawn anew when a line that was broken
// opens again, and when a page comes back out of the browser's memory. What came meanwhile is not told again.
import { fetchHtml, page, swap } from "./html.js";
import { connection } from "./socket.js";

const PARTS = "[data-renew]";

export function startRenewal() {
  let broken = false;
  connection.addEventListener("down", () => { broken = true; });
  connection.addEventListener("up", () => {
    if (broken) renew();
    broken = false;
  });
}

async function renew() {
  if (!document.querySelector(PARTS)) return;
  const html = await fetchHtml(location.href);
  const fresh = html && page(html);
  if (!fresh) return;
  for (const part of document.querySelectorAll(PARTS)) {
    const now = fresh.getElementById(part.id);
    if (now) swap(part, now, sameIn(now));
  }
}

/** The link that had the focus, where it is still there. */
function sameIn(part) {
  const address = document.activeElement?.getAttribute("href");
  return address ? part.querySelector(`a[href="${CSS.escape(address)}"]`) : null;
}
