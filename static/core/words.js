// Sentences come from the page (`<script type="application/json" data-words>`), in its language.
// A sentence that depends on a number is {"one": ..., "other": ...}.
let sentences = null;

/** The page's sentence of that name, with {placeholders} filled in; `form` where its number is not a count. */
export function say(name, values = {}, form = plural(values.count)) {
  sentences ??= readSentences();
  const found = sentences[name] ?? "";
  const sentence = typeof found === "string" ? found : found[form] ?? found.other;
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}

function readSentences() {
  const all = {};
  for (const block of document.querySelectorAll("script[data-words]")) {
    Object.assign(all, JSON.parse(block.textContent));
  }
  return all;
}

function plural(count) {
  return new Intl.PluralRules(document.documentElement.lang || "en").select(count);
}
