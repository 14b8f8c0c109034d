/* Where names stand while texts around them change; the same rules as align/edits/places.py */
const startSpace = /^[\s\x1c-\x1f\x85]+/u;
const endSpace = /[\s\x1c-\x1f\x85]+$/u;

function trimStart(text) {
  return text.replace(startSpace, "");
}

function trimEnd(text) {
  return text.replace(endSpace, "");
}

function seen(pane, span) {
  return span && span[0] >= pane.start && span[1] <= pane.end ? [span[0] + pane.by, span[1] + pane.by] : null;
}

function reanchored(names, before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const begun = { start: 0, end: head, by: 0 };
  const ended = { start: before.length - tail, end: before.length, by: after.length - before.length };
  return placed(names, names.map((name) => seen(begun, name.target) || seen(ended, name.target)), after);
}

function carried(names, source, target) {
  return names
    .filter((name) => seen(source, name.source))
    .map((name) => [{ ...name, source: seen(source, name.source) }, target && seen(target, name.target)]);
}

function settle(pairs, text) {
  return placed(pairs.map(([name]) => name), pairs.map(([, span]) => span), text);
}

function placed(names, spans, text) {
  const taken = spans.filter(Boolean);
  return names.map((name, index) => {
    let target = spans[index];
    if (!target && (target = freePlace(name.form, taken, text))) taken.push(target);
    const result = target ? (name.result === "missed" ? "applied" : name.result) : "missed";
    return { ...name, target, result };
  });
}

function freePlace(form, taken, text) {
  for (let place = form ? text.indexOf(form) : -1; place >= 0; place = text.indexOf(form, place + 1)) {
    const end = place + form.length;
    if (taken.every((other) => end <= other[0] || other[1] <= place)) return [place, end];
  }
  return null;
}

/* The two parts of a text that was cut, each counted from its own beginning */
function halves(text, parts) {
  const begin = text.length - parts[1].length;
  return [
    { start: 0, end: parts[0].length, by: 0 },
    { start: begin, end: text.length, by: -begin },
  ];
}

function whole(text) {
  return { start: 0, end: text.length, by: 0 };
}
