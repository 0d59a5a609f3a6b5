// `details.more` is a native menu: one open at a time, Escape and a click elsewhere close it.
const OPEN = "details.more[open]";

export function startMenus() {
  addEventListener("click", ({ target }) => closeAllBut(target.closest?.(OPEN)));
  addEventListener("hashchange", () => closeAllBut(null));
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && !event.isComposing && event.target.closest?.(OPEN);
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/** Close the menu around something that was chosen; who came by keyboard is back at its `⋯`. */
export function closeMenuAround(choice) {
  const menu = choice.closest(OPEN);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus({ preventScroll: true });
}

function closeAllBut(kept) {
  for (const menu of document.querySelectorAll(OPEN)) if (menu !== kept) menu.open = false;
}
