// The page of whoever is asked: whether somebody else is there already, as soon as that is told.
import { fetchHtml, page } from "../core/html.js";
import { connection } from "../core/socket.js";

const EVERY = 20_000;
const place = document.querySelector("[data-called]");
if (place) {
  connection.addEventListener("notice", look);
  connection.addEventListener("up", look);
  setInterval(look, EVERY);
}

async function look() {
  if (document.querySelector("form[data-sent]")) return;
  const html = await fetchHtml(location.pathname.replace(/\/coming$/, ""));
  const fresh = html && page(html).querySelector("[data-called]");
  if (fresh && fresh.textContent !== place.textContent && !place.contains(document.activeElement)) {
    place.replaceChildren(...fresh.children);
  }
}
