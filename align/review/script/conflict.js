/* Two changes of one segment: both are shown, and the person chooses */
const disputed = new Set();
const contests = new Map();

/* An event of this browser that does not fit the segment any more */
function dispute(event) {
  const state = stateOf(event.unit);
  disputed.add(event.id);
  const changes = {
    edit: { target: event.text },
    status: { status: event.status, target: event.seen ?? state?.target },
    comment: { comment: event.text },
    pin: { pinned: event.pinned },
  }[event.kind];
  if (!state) say("A change did not fit what the article is now; it stays in the export");
  else if (changes) contest(event.unit, { ...state, ...changes }, [event.id]);
  else say(`Segment ${numberOf(event.unit)}: a change did not fit what it is now; it stays in the export`);
}

/* `other` is the segment as it would be by the other change */
function contest(key, other, ids = []) {
  const before = contests.get(key);
  contests.set(key, { other: { ...other, id: key }, ids: [...(before ? before.ids : []), ...ids] });
  drawConflict(key);
}

function drawConflict(key) {
  const state = stateOf(key);
  const { other } = contests.get(key);
  if (["target", "status", "comment", "pinned"].every((part) => state[part] === other[part])) return concede(key);
  const [mine, theirs] = [version("Stands here now", state, other), version("Your other version", other, state)];
  mine.append(button("Keep this", () => resolve(key, state)));
  theirs.append(button("Take this", () => resolve(key, other)));
  const shown = below(rows.get(key), "conflict", "div", [
    make("p", "This segment was changed in two places. Choose one."), mine, theirs,
  ]);
  shown.setAttribute("role", "group");
  shown.setAttribute("aria-label", `Two versions of segment ${numberOf(key)}`);
  say(`Segment ${numberOf(key)} was changed in two places`);
  return undefined;
}

function version(title, state, than) {
  const made = make("div", "", "version");
  made.append(make("b", title));
  const text = make("p", "", "wording");
  Object.assign(text, { lang: targetTag, dir: rows.get(state.id).querySelector(".target").dir });
  text.append(...compared(than.target, state.target));
  made.append(text);
  const more = [state.status !== than.status ? labels.statuses[state.status] || "Draft" : "",
    state.comment !== than.comment ? `Comment: ${state.comment || "none"}` : ""].filter(Boolean);
  if (more.length) made.append(make("p", more.join(" · "), "quiet"));
  return made;
}

function resolve(key, chosen) {
  leaveEditor();
  const { ids } = contests.get(key);
  const { target, status, comment, pinned } = chosen;
  const specs = [{ kind: "edit", text: target }, { kind: "status", status }, { kind: "comment", text: comment }, { kind: "pin", pinned }];
  const due = specs.map((spec) => ({ unit: key, ...spec })).filter((spec) => !isIdle(spec));
  concede(key);
  // Said even where nothing changes, so that other tabs know what was chosen.
  if (due.length) act(due, "choose a version");
  else happen({ unit: key, kind: "edit", text: target });
  forget(ids);
  rows.get(key).querySelector(".number").focus();
}

function concede(key) {
  const found = contests.get(key);
  if (!found) return;
  contests.delete(key);
  for (const id of found.ids) disputed.delete(id);
  const shown = rows.get(key).querySelector(".conflict");
  if (shown) shown.remove();
}
