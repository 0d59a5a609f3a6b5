// Finding what a hint is about, in words that stand near each other: the twin of safe_words/matching.py, where the
// lists are explained. Pure: what is typed stays here.
const LONGEST = 4_000; // characters
const REACH = 12; // words around the first one in which `unless` counts
const KINDS = ["hurting", "eating", "drugs"];

/** A list ready to be used. */
export function ready(told) {
  const terms = (written) => termsOf(written.replace(/@(\w+)/g, (_, name) => told.names[name]).split(/\s+/).filter(Boolean));
  const rules = told.rules.map((rule) => ({
    ...rule, sets: rule.sets.map(terms), anywhere: terms(rule.anywhere), unless: terms(rule.unless),
  }));
  return { rules, numbers: new Set(told.numbers.split(" ")) };
}

/** What a text holds, each kind once; nothing in most. */
export function kindsIn(text, list) {
  const found = split(text, list.numbers);
  return KINDS.filter((kind) => list.rules.some((rule) => rule.kind === kind && meets(rule, found)));
}

/** The words of a text without accents and apostrophes; every number is "#". */
export function split(text, numbers) {
  const head = [...text.slice(0, 2 * LONGEST)].slice(0, LONGEST).join("");
  const plain = head.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/['\u2019\u02bc`]/g, "");
  const words = plain.match(/[a-z]+|[0-9]+(?:[.,][0-9]+)?/g) ?? [];
  return words.map((word) => (/^[0-9]/.test(word) || numbers.has(word) ? "#" : word));
}

function termsOf(written) {
  const whole = new Map();
  const begun = [];
  for (const term of written) {
    const [first, ...rest] = term.split("_");
    if (first.endsWith("*")) begun.push([first.slice(0, -1), rest]);
    else whole.set(first, [...(whole.get(first) ?? []), rest]);
  }
  return { whole, begun, any: written.length > 0 };
}

function hits({ whole, begun }, words) {
  const found = [];
  words.forEach((word, at) => {
    const rests = [...(whole.get(word) ?? []), ...begun.filter(([start]) => word.startsWith(start)).map(([, rest]) => rest)];
    for (const rest of rests) {
      const end = at + 1 + rest.length;
      if (end <= words.length && rest.every((wanted, index) => is(wanted, words[at + 1 + index]))) found.push([at, end]);
    }
  });
  return found;
}

function meets(rule, words) {
  const [first, ...others] = rule.sets;
  const anchors = hits(first, words);
  if (!anchors.length || (rule.anywhere.any && !hits(rule.anywhere, words).length)) return false;
  const beside = others.map((other) => hits(other, words));
  const against = hits(rule.unless, words);
  return anchors.some((anchor) =>
    beside.every((each) => each.some((hit) => near(hit, anchor, rule.within))) && !against.some((hit) => near(hit, anchor, REACH)));
}

function near([begins, ends], [from, to], within) {
  return begins >= from - within && ends <= to + within;
}

function is(wanted, word) {
  return wanted.endsWith("*") ? word.startsWith(wanted.slice(0, -1)) : word === wanted;
}
