/* What a person does: an event each, kept and sent, and the way back */
const done = [];
const undone = [];

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [8, 4, 4, 4, 12].map((length, part, all) => {
    const begin = all.slice(0, part).reduce((sum, one) => sum + one, 0);
    return digits.slice(begin, begin + length);
  }).join("-");
}

// What is done upon a text, and holds for no other: a page may show another machine's than the store has.
const UPON_TEXT = new Set(["status", "split", "merge", "move", "name"]);

function newEvent(spec) {
  const { version: base, target } = stateOf(spec.unit);
  const seen = UPON_TEXT.has(spec.kind) ? { seen: target } : {};
  return { id: newId(), at: `${new Date().toISOString().slice(0, 19)}Z`, by: reviewer, base, ...seen, ...spec };
}

/* Do it and keep it; null for what does not fit the segment */
function happen(spec) {
  const event = newEvent(spec);
  if (apply(event) !== "applied") return null;
  keep(event);
  return event;
}

/* Do a few things as one step that can be taken back */
function act(specs, label) {
  const step = { redo: specs, undo: [], label };
  for (const spec of specs.filter((one) => !isIdle(one))) {
    const back = inverse(spec);
    if (happen(spec)) step.undo.unshift(...back);
  }
  if (step.undo.length) remember(step);
  return step;
}

function remember(step) {
  done.push(step);
  undone.length = 0;
  drawSteps();
}

function takeBack() {
  leaveEditor();
  replay(done, undone, "undo", "Undone");
}

function takeForth() {
  leaveEditor();
  replay(undone, done, "redo", "Done again");
}

function replay(from, to, way, word) {
  const step = from.pop();
  if (!step) return;
  const backs = step[way].map((spec) => {
    // A segment that was made by a split is there only once that has happened again.
    if (!rows.has(spec.unit) || isIdle(spec)) return [];
    const back = inverse(spec);
    return happen(spec) ? back : [];
  });
  to.push(way === "undo" ? step : { ...step, undo: backs.reverse().flat() });
  const last = step[way].findLast((spec) => rows.has(spec.unit));
  if (last) choose(rows.get(last.unit));
  say(`${word}: ${step.label}`);
  drawSteps();
}

function drawSteps() {
  for (const [name, steps] of [["undo", done], ["redo", undone]]) {
    const button = document.querySelector(`.work [data-command="${name}"]`);
    button.disabled = steps.length === 0;
    button.title = steps.length ? `${button.textContent}: ${steps.at(-1).label}` : "";
  }
}

/* What would change nothing is no event */
function isIdle({ unit, kind, text, status, pinned }) {
  const state = stateOf(unit);
  if (kind === "edit") return state.target === text;
  if (kind === "comment") return state.comment === text;
  if (kind === "status") return state.status === status;
  return kind === "pin" && state.pinned === pinned;
}

/* The events that bring a segment back to what it is now, were this event to happen */
function inverse(spec) {
  const state = stateOf(spec.unit);
  return inverses[spec.kind](state, spec);
}

function statusBack(state) {
  return SETTLED.has(state.status) ? [{ unit: state.id, kind: "status", status: state.status }] : [];
}

const inverses = {
  edit: (state) => [{ unit: state.id, kind: "edit", text: state.target }, ...statusBack(state)],
  status: (state) => [{ unit: state.id, kind: "status", status: state.status }],
  comment: (state) => [{ unit: state.id, kind: "comment", text: state.comment }],
  pin: (state) => [{ unit: state.id, kind: "pin", pinned: state.pinned }],
  term: () => [],
  split: (state) => {
    const next = freeKey(state.id);
    return [
      { unit: state.id, kind: "merge", next },
      { unit: state.id, kind: "edit", text: state.target },
      ...statusBack(state),
    ];
  },
  merge: (state, { next }) => {
    const right = stateOf(next);
    const key = freeKey(state.id, next);
    const back = [{
      unit: state.id,
      kind: "split",
      source: lengthInPoints(state.source),
      target: lengthInPoints(state.target),
    }];
    if (right.status !== state.status) back.push({ unit: key, kind: "status", status: right.status });
    if (right.comment) back.push({ unit: key, kind: "comment", text: right.comment });
    return back;
  },
  move: (state, { side, to, cut }) => {
    const isNext = neighbour(state.id, 1) === to;
    const [, after] = cutAt(state[side], cut);
    const other = stateOf(to)[side];
    return [{ unit: to, kind: "move", side, to: state.id, cut: lengthInPoints(isNext ? after : other) }];
  },
  name: (state, { concept, mention, scope }) => [
    { unit: state.id, kind: "name", concept, mention, form: state.names[mention].form, scope },
    ...statusBack(state),
  ],
};
