// Which words of a line somebody chose before they reached for its menu: what a quote refers to.
export function startChoosing(log, stream) {
  let seq = "";
  let range = "";
  document.addEventListener("selectionchange", look);
  log.addEventListener("pointerdown", ({ target }) => { if (!target.closest("details.more")) seq = ""; });
  look(); // it may have been chosen before anybody reached for a menu
  return { reference };

  /** The name of a line, with the range that was chosen in it, if one was. */
  function reference(line) {
    const part = line.dataset.seq === seq ? `/${range}` : "";
    seq = "";
    return `${stream}/${line.dataset.seq}${part}`;
  }

  function look() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const one = selection.getRangeAt(0);
    const words = closest(one.startContainer);
    if (!words || words !== closest(one.endContainer)) return;
    const before = document.createRange();
    before.setStart(words, 0);
    before.setEnd(one.startContainer, one.startOffset);
    const begins = count(before.toString());
    seq = words.closest("[data-seq]").dataset.seq;
    range = `${begins}-${begins + count(one.toString())}`;
  }

  function closest(node) {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    const words = element?.closest(".words");
    return words?.closest("[data-seq]") && log.contains(words) ? words : null;
  }

  /** In characters as the server counts them. */
  function count(text) {
    return [...text].length;
  }
}
