// L6.6. Nobody's country is guessed. Whoever wants to can keep it first on this device; signing out forgets it.
import { drop, keep, kept, remember } from "../core/device.js";

const NAME = "country";

const offer = document.querySelector("[data-remember]");
if (offer) startOffer(offer);
const list = document.querySelector("[data-countries]");
if (list) putFirst(list);

function startOffer(place) {
  const button = Object.assign(document.createElement("button"), { className: "button", type: "button" });
  const draw = () => {
    const on = kept(NAME) === place.dataset.remember;
    button.setAttribute("aria-pressed", String(on));
  };
  button.textContent = place.dataset.words;
  button.addEventListener("click", () => {
    const code = place.dataset.remember;
    const on = kept(NAME) !== code;
    if (on) keep(NAME, code);
    else drop(NAME);
    remember(NAME, on ? code : "");
    draw();
  });
  draw();
  place.append(button);
  place.hidden = false;
}

function putFirst(place) {
  const chosen = [...place.querySelectorAll("a")].find((link) => link.getAttribute("href") === `/crisis/${kept(NAME)}`);
  if (!chosen) return;
  const first = document.createElement("p");
  const link = Object.assign(document.createElement("a"), { className: "button button--main", textContent: chosen.textContent });
  link.href = chosen.getAttribute("href");
  first.className = "acts";
  first.append(link);
  place.before(first);
}
