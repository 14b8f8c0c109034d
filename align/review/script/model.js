/* What the page knows of each segment; read from the page when it is first asked for */
const review = JSON.parse(byId("review").textContent);
const isEditable = review.editable;
const [sourceTag, targetTag] = review.pair;
// What stands between two sentences of each side: nothing, where a script writes no spaces.
const joiners = { source: review.joiners[0], target: review.joiners[1] };
const rows = new Map(units.map((row) => [row.dataset.unit, row]));
const states = new Map();
const SETTLED = new Set(["approved", "rejected"]);

const entries = new Map([...document.querySelectorAll(".glossary li")].map((entry) => [entry.dataset.id, entry]));

function stateOf(key) {
  if (!states.has(key) && rows.has(key)) states.set(key, fromPage(rows.get(key)));
  return states.get(key);
}

function fromPage(row) {
  const key = row.dataset.unit;
  const source = row.querySelector(".source").textContent;
  const target = row.querySelector(".target").textContent;
  return {
    id: key,
    source,
    target,
    status: row.dataset.status || "draft",
    version: 0,
    comment: "",
    pinned: false,
    machine: target,
    by: "",
    at: "",
    names: mentionsIn(row),
    ...review.units[key],
  };
}

/* Names as the marks of a row say them; offsets count UTF-16 units, as all of the page's do */
function mentionsIn(row) {
  const found = [];
  for (const side of ["source", "target"]) {
    let passed = 0;
    for (const node of row.querySelector(`.${side}`).childNodes) {
      const end = passed + node.textContent.length;
      const numbers = node.dataset ? node.dataset.mention.split(" ") : [];
      numbers.forEach((number, place) => {
        const name = (found[number] ||= { source: null, target: null });
        name[side] = name[side] ? [name[side][0], end] : [passed, end];
        if (place > 0 && name.concept) return;
        const { concept, result, step: by, form = node.textContent } = node.dataset;
        Object.assign(name, { concept: byId(`name-${concept}`).dataset.id, result, step: by, form });
      });
      passed = end;
    }
  }
  const source = row.querySelector(".source").textContent;
  return Array.from(found, (name) => name || null)
    .filter((name) => name && name.source)
    .map((name) => ({ ...name, surface: source.slice(...name.source) }));
}

/* Events count code points */
function toPoints(text, offset) {
  return [...text.slice(0, offset)].length;
}

function toUnits(text, points) {
  let offset = 0;
  for (let left = points; left > 0 && offset < text.length; left -= 1) {
    offset += text.codePointAt(offset) > 0xffff ? 2 : 1;
  }
  return offset;
}

function lengthInPoints(text) {
  return toPoints(text, text.length);
}

/* As a server tells of a segment */
function fromServer(told) {
  const spans = (text, span) => span && span.map((point) => toUnits(text, point));
  const names = told.names
    .filter((name) => entries.has(name.concept))
    .map((name) => ({ ...name, source: spans(told.source, name.source), target: spans(told.target, name.target) }));
  const { id, source, target, status, version, comment, pinned, machine, by, at: when } = told;
  return { id, source, target, status, version, comment, pinned, machine, by, at: when, names };
}

function keysInOrder() {
  return units.map((row) => row.dataset.unit);
}

function neighbour(key, by) {
  const row = units[units.indexOf(rows.get(key)) + by];
  return row && row.dataset.unit;
}
