// L1.7. In discreet mode moving about inside the site leaves one entry in the history, not a trail.

export function startDiscreet() {
  if (!("discreet" in document.documentElement.dataset)) return;
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || isSpecial(event, link)) return;
    event.preventDefault();
    location.replace(link.href);
  });
}

function isSpecial(event, link) {
  const otherPage = link.pathname !== location.pathname || link.search !== location.search;
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    || link.origin !== location.origin || link.target || link.hasAttribute("download") || !otherPage;
}
