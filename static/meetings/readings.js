// The readings of this part, to open beside the conversation. Their words are fetched when somebody opens one.
import { fetchHtml, fragment } from "../core/html.js";

/** `part`: the one whose readings the page shows. */
export function startReadings(place, scene, part) {
  scene.addEventListener("changed", render);
  render();
  place.addEventListener("toggle", ({ target }) => {
    if (target.open && !target.querySelector(".reading")) fill(target);
  }, true);

  function render() {
    if (scene.phase.part === part) return;
    part = scene.phase.part;
    place.replaceChildren(...(scene.phase.readings ?? []).map(closed));
  }

  function closed(title) {
    const [fold, summary] = [document.createElement("details"), document.createElement("summary")];
    fold.className = "fold";
    summary.textContent = title;
    fold.append(summary);
    return fold;
  }

  async function fill(fold) {
    const index = [...place.children].indexOf(fold);
    const html = await fetchHtml(`${location.pathname}/tonight`);
    const words = html && fragment(html).querySelectorAll("[data-readings] > details")[index]?.querySelector(".reading");
    if (words) fold.append(words);
    else fold.open = false;
  }
}
