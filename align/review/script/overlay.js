/* What an event makes of the segments; the same rules as align/edits/overlay.py, and a test holds the two together */
function apply(event) {
  const state = stateOf(event.unit);
  if (!state) return "misplaced";
  if (state.version !== event.base || (event.seen ?? state.target) !== state.target) return "conflict";
  return overlays[event.kind](state, event) ? "applied" : "misplaced";
}

function put(state, event, changes) {
  const before = states.get(state.id);
  const next = { ...state, ...changes, version: state.version + 1, by: event.by, at: event.at };
  states.set(state.id, next);
  redraw(state.id, before);
}

function edited(state, text) {
  return {
    target: text,
    names: reanchored(state.names, state.target, text),
    status: SETTLED.has(state.status) ? "reviewed" : state.status,
  };
}

function joined(side, ...parts) {
  return parts.filter(Boolean).join(joiners[side]);
}

function cutAt(text, points) {
  const place = points === null ? text.length : toUnits(text, points);
  return [trimEnd(text.slice(0, place)), trimStart(text.slice(place))];
}

function isOutside(text, points) {
  return points !== null && (points < 0 || points > lengthInPoints(text));
}

function freeKey(key, leaving = "") {
  let part = 2;
  while (rows.has(`${key}/${part}`) && leaving !== `${key}/${part}`) part += 1;
  return `${key}/${part}`;
}

const overlays = {
  edit(state, event) {
    put(state, event, edited(state, event.text));
    return true;
  },
  status(state, event) {
    put(state, event, { status: event.status });
    return true;
  },
  comment(state, event) {
    put(state, event, { comment: event.text });
    return true;
  },
  pin(state, event) {
    put(state, event, { pinned: event.pinned });
    return true;
  },
  term(state, event) {
    put(state, event, {});
    return true;
  },
  split(state, event) {
    if (isOutside(state.source, event.source) || isOutside(state.target, event.target)) return false;
    const ends = [state.source, state.target].map((text, side) => {
      const points = [event.source, event.target][side];
      const all = lengthInPoints(text);
      return [points === null ? all : points, all];
    });
    if (ends.every(([cut]) => cut === 0) || ends.every(([cut, all]) => cut === all)) return false;
    const sources = cutAt(state.source, event.source);
    const targets = cutAt(state.target, event.target);
    const panes = [halves(state.source, sources), halves(state.target, targets)];
    const [first, second] = [0, 1].map((part) => ({
      source: sources[part],
      target: targets[part],
      names: settle(carried(state.names, panes[0][part], panes[1][part]), targets[part]),
    }));
    const id = freeKey(state.id);
    const machine = state.machine === state.target ? first.target : state.machine;
    insertRow(id, state.id);
    put(state, event, { ...first, machine });
    const fresh = { ...state, id, version: 0, comment: "", pinned: false, machine: second.target };
    put(fresh, event, second);
    return true;
  },
  merge(state, event) {
    if (neighbour(state.id, 1) !== event.next) return false;
    const right = stateOf(event.next);
    const source = joined("source", state.source, right.source);
    const target = joined("target", state.target, right.target);
    const panes = [
      { ...whole(right.source), by: source.length - right.source.length },
      { ...whole(right.target), by: target.length - right.target.length },
    ];
    const shifted = right.names.map((name) => ({
      ...name,
      source: seen(panes[0], name.source),
      target: name.target && seen(panes[1], name.target),
    }));
    removeRow(event.next);
    const machine = joined("target", state.machine, right.machine);
    put(state, event, { source, target, names: [...state.names, ...shifted], machine });
    return true;
  },
  move(state, event) {
    const isNext = neighbour(state.id, 1) === event.to;
    if (!isNext && neighbour(state.id, -1) !== event.to) return false;
    const { side } = event;
    if (isOutside(state[side], event.cut)) return false;
    const other = stateOf(event.to);
    const text = state[side];
    const parts = cutAt(text, event.cut);
    const [kept, gone] = isNext ? parts : [parts[1], parts[0]];
    const order = (mine, theirs) => (isNext ? [mine, theirs] : [theirs, mine]);
    const there = joined(side, ...order(gone, other[side]));
    const panes = halves(text, parts);
    const [stays, goes] = isNext ? panes : [panes[1], { ...panes[0], by: there.length - gone.length }];
    const own = { ...whole(other[side]), by: isNext ? there.length - other[side].length : 0 };
    const changes = side === "source" ? moveSource : moveTarget;
    const [mine, theirs] = changes(state, other, { kept, there, stays, goes, own, order });
    put(state, event, mine);
    put(other, event, theirs);
    return true;
  },
  name(state, event) {
    const due = state.names[event.mention];
    if (!due || due.concept !== event.concept || !due.target) return false;
    put(state, event, reformed(state, event.mention, event.form));
    if (event.scope === "mention") return true;
    for (const key of keysInOrder()) {
      const here = stateOf(key);
      if (SETTLED.has(here.status)) continue;
      const changed = reformedAll(here, due, event.form);
      if (changed === here) continue;
      if (key === state.id) changed.version -= 1;
      put(changed, event, {});
    }
    return true;
  },
};

function moveSource(state, other, { kept, there, stays, goes, own, order }) {
  const moved = carried(state.names, goes, null);
  const held = carried(other.names, own, whole(other.target));
  return [
    { source: kept, names: settle(carried(state.names, stays, whole(state.target)), state.target) },
    { source: there, names: settle(order(moved, held).flat(), other.target) },
  ];
}

function moveTarget(state, other, { kept, there, stays, own }) {
  return [
    { target: kept, names: settle(carried(state.names, whole(state.source), stays), kept) },
    { target: there, names: settle(carried(other.names, whole(other.source), own), there) },
  ];
}

function reformed(state, mention, form) {
  const span = state.names[mention].target;
  if (!span) return state;
  const text = state.target.slice(0, span[0]) + form + state.target.slice(span[1]);
  const by = form.length - (span[1] - span[0]);
  const names = state.names.map((name, number) => {
    if (number === mention) return { ...name, form, target: [span[0], span[0] + form.length] };
    return name.target && name.target[0] >= span[1]
      ? { ...name, target: [name.target[0] + by, name.target[1] + by] }
      : name;
  });
  return { ...state, ...edited(state, text), names };
}

function reformedAll(state, due, form) {
  let changed = state;
  state.names.forEach((name, number) => {
    if (name.concept === due.concept && name.form === due.form && name.target) {
      changed = reformed(changed, number, form);
    }
  });
  return changed;
}
