// L1.7. `data-quick-exit`: leave at once, so that Back does not return to this page.
// Escape twice does the same, but not while something is open that Escape closes.
const TWICE = 800; // ms between the two

export function startQuickExit() {
  const door = document.querySelector("a[data-quick-exit]");
  if (!door) return;
  let before = -Infinity;

  door.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat || writesWithMethod(event)) return;
    const again = event.timeStamp - before < TWICE;
    before = closesSomething(event.target) ? -Infinity : event.timeStamp;
    if (again && before > 0) leave();
  }, true);

  function leave() {
    document.documentElement.hidden = true;
    location.replace(door.href);
  }
}

/** Escape that an input method takes for itself; 229 is what older browsers say. */
function writesWithMethod(event) {
  return event.isComposing || event.keyCode === 229;
}

function closesSomething(target) {
  const inside = target instanceof Element && target.closest("details.more[open], [data-escape]");
  return Boolean(inside) || document.querySelector("dialog[open]") !== null;
}
