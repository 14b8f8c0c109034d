/* The checks that can run here, as one types; the same rules as align/checks/, and a test holds the two together */
const RECHECKED = new Set(["name-missed", "number", "placeable", "repetition", "untranslated", "length"]);
const NUMBER = /\p{Nd}+(?:[.,:\u00a0\u202f\u2009 ]?\p{Nd}+)*/gu;
const PLACEABLE =
  /\{\{[^{}]*\}\}|\{%[^{}]*%\}|\$?\{[\p{L}\p{N}_.]+\}|(?<![\p{L}\p{N}_%])%(?:\([\p{L}\p{N}_]+\)|\p{Nd}+\$)?[-+#0]*\p{Nd}*(?:\.\p{Nd}+)?[sdifuxXeEgGc@](?![\p{L}\p{N}_])/gu;
const WORD = /[\p{L}\p{N}_]+/gu;
const LEAST_DIGITS = 2;
const LONGEST_PHRASE = 6;
const TIMES = 3;
const LONG_WORD = 5;
const SHORTEST = 0.4;
const LONGEST = 2.5;
const LEAST_CHARACTERS = 40;
const DENSE = new Set(["ja", "ko", "th", "zh"]);
const DENSITY = 2.5;
const LEAST_WORDS = 4;

function findings(state) {
  if (rows.get(state.id).dataset.origin === "source" && state.target === state.source) return [];
  const checks = [missing, numbers, placeables, untranslated, lengths, repetitions];
  return checks.flatMap((check) => check(state));
}

/* Forms of a name that may stand in the target: those of the glossary that it does not advise against, and what is due */
function allowed(concept) {
  const entry = entries.get(concept);
  const found = entry.querySelectorAll(".forms .target .term:not(.deprecated, .forbidden) bdi");
  return [...found].map((form) => form.textContent);
}

function missing(state) {
  const due = new Map();
  for (const name of state.names) {
    if (!due.has(name.concept)) due.set(name.concept, { forms: new Set(allowed(name.concept)), names: [], here: 0 });
    const one = due.get(name.concept);
    one.forms.add(name.form);
    if (name.target) one.here += 1;
    one.names.push(name);
  }
  const found = [];
  for (const { forms, names, here } of due.values()) {
    if (here >= names.length) continue;
    const there = occurrences(state.target, [...forms]);
    for (const name of names.slice(Math.max(there, here))) {
      const written = name.surface === name.form ? "" : `, for “${name.surface}”`;
      const message = `“${name.form}” is not in the translation${written}`;
      if (!found.some((one) => one.message === message)) found.push({ code: "name-missed", message });
    }
  }
  return found;
}

function occurrences(text, forms) {
  const plain = fold(text);
  const wanted = forms.map(fold).sort((one, other) => other.length - one.length);
  let times = 0;
  for (let place = 0; place < plain.length; ) {
    const here = wanted.find((form) => form && plain.startsWith(form, place));
    times += here ? 1 : 0;
    place += here ? here.length : 1;
  }
  return times;
}

function untranslated(state) {
  if (state.source.trim() && !state.target.trim()) return [{ code: "untranslated", message: "the target is empty" }];
  if (state.target !== state.source) return [];
  const small = [...state.source.matchAll(WORD)].filter(
    ([word], index, all) =>
      word.length > 1 &&
      !/[\p{Nd}_]/u.test(word) &&
      word === word.toLowerCase() &&
      word !== word.toUpperCase() &&
      !state.names.some(({ source }) => source[0] <= all[index].index && all[index].index < source[1]),
  );
  return small.length >= LEAST_WORDS ? [{ code: "untranslated", message: "the target repeats the source" }] : [];
}

/* Digits of a script stand in rows of ten, which begin where no digit stands before, or after another row */
function digitOf(character) {
  if (character <= "9") return character;
  const point = character.codePointAt(0);
  let first = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}

function numbersIn(text) {
  const found = [...text.matchAll(NUMBER)].map(([written]) =>
    [...written].filter((one) => /\p{Nd}/u.test(one)).map(digitOf),
  );
  const long = found.filter((digits) => digits.length >= LEAST_DIGITS);
  return counted(long.map((digits) => digits.join("").replace(/^0+(?=\d)/, "")));
}

function counted(found) {
  const times = new Map();
  for (const one of found) times.set(one, (times.get(one) || 0) + 1);
  return times;
}

function surplus(ours, theirs) {
  const more = [...ours].filter(([one, times]) => times > (theirs.get(one) || 0));
  return more.map(([one]) => one).sort();
}

function numbers(state) {
  const [ours, theirs] = [numbersIn(state.source), numbersIn(state.target)];
  const [lost, added] = [surplus(ours, theirs), surplus(theirs, ours)];
  const found = [];
  if (lost.length) found.push({ code: "number", message: `not in the target: ${lost.join(", ")}` });
  if (added.length) found.push({ code: "number", message: `not in the source: ${added.join(", ")}` });
  return found;
}

function placeables(state) {
  const [ours, theirs] = [state.source, state.target].map((text) => counted(text.match(PLACEABLE) || []));
  const lost = surplus(ours, theirs);
  return lost.length ? [{ code: "placeable", message: `not in the target: ${lost.join(", ")}` }] : [];
}

function lengths({ source, target }) {
  const weight = (tag) => (DENSE.has(tag.split("-")[0]) ? DENSITY : 1);
  const [here, there] = [lengthInPoints(source), lengthInPoints(target)];
  if (here < LEAST_CHARACTERS) return [];
  const expected = (here * weight(sourceTag)) / weight(targetTag);
  if (there < SHORTEST * expected) {
    return [{ code: "length", message: "much shorter than its source: something may be missing" }];
  }
  return there > LONGEST * expected
    ? [{ code: "length", message: "much longer than its source: something may be added or repeated" }]
    : [];
}

function loopIn(text) {
  const plain = text.toLowerCase();
  const words = plain.match(WORD) || [];
  for (let place = 0; place < words.length; place += 1) {
    const word = words[place];
    if (word.length >= LONG_WORD && words[place + 1] === word && plain.includes(`${word} ${word}`)) return word;
    const most = Math.min(LONGEST_PHRASE, Math.floor((words.length - place) / TIMES));
    for (let length = 1; length <= most; length += 1) {
      const phrase = words.slice(place, place + length).join(" ");
      const next = (times) => words.slice(place + times * length, place + (times + 1) * length).join(" ");
      if (phrase === next(1) && phrase === next(2)) return phrase;
    }
  }
  return "";
}

function repetitions({ source, target }) {
  const looped = loopIn(target);
  return looped && !loopIn(source) ? [{ code: "repetition", message: `repeats “${looped}”` }] : [];
}
