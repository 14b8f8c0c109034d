/* Rows as the segments are now */
const labels = JSON.parse(byId("sentences").textContent);

// What belongs to one segment, and not to the one that is cut from it.
const LENT = ".role, .remarks, .flags, .matches, .state, .comment, .changes, .conflict, #actions, #editor";

function insertRow(key, after) {
  const before = rows.get(after);
  const row = before.cloneNode(true);
  row.dataset.unit = key;
  row.classList.remove("current", "editing");
  for (const extra of row.querySelectorAll(LENT)) {
    extra.remove();
  }
  row.querySelector(".target").hidden = false;
  before.after(row);
  units.splice(units.indexOf(before) + 1, 0, row);
  rows.set(key, row);
  renumber();
}

function removeRow(key) {
  const row = rows.get(key);
  if (row.contains(document.activeElement)) document.activeElement.blur();
  shelter(row);
  const block = row.parentElement;
  row.remove();
  if (!block.querySelector(".unit")) block.hidden = true;
  units.splice(units.indexOf(row), 1);
  rows.delete(key);
  states.delete(key);
  if (current === row) current = null;
  renumber();
}

function renumber() {
  units.forEach((row, index) => {
    const number = String(index + 1);
    if (row.id === `u${number}`) return;
    row.id = `u${number}`;
    const link = row.querySelector(".number");
    link.textContent = number;
    link.href = `#u${number}`;
  });
  texts = null;
  count();
  remeasure();
}

function numberOf(key) {
  return rows.get(key).id.slice(1);
}

/* Many rows change at once when a name does; each is drawn once, before the next frame */
function redraw(key, before) {
  const state = states.get(key);
  const row = rows.get(key);
  if (!before || before.source !== state.source || before.names !== state.names) {
    drawText(row.querySelector(".source"), state, "source");
    remeasure();
  }
  if (!before || before.target !== state.target || before.names !== state.names) {
    drawText(row.querySelector(".target"), state, "target");
    delete links[key];
    if (texts) texts[units.indexOf(row)] = null;
  }
  row.classList.toggle("named", state.names.length > 0);
  drawMargin(row, state);
  drawComment(row, state);
  drawFlags(row, state);
  drawChanges(row, state);
  tell(key);
}

function drawText(cell, state, side) {
  cell.replaceChildren(...runs(state, side));
}

function runs(state, side) {
  const text = state[side];
  const marked = state.names.map((name, number) => ({ name, number, span: name[side] })).filter((one) => one.span);
  const ends = new Set([0, text.length]);
  for (const { span } of marked) for (const end of span) ends.add(Math.min(end, text.length));
  const cuts = [...ends].sort((one, other) => one - other);
  marked.sort((one, other) => one.span[1] - one.span[0] - (other.span[1] - other.span[0]));
  const nodes = [];
  for (let place = 1; place < cuts.length; place += 1) {
    const [start, end] = [cuts[place - 1], cuts[place]];
    const over = marked.filter(({ span }) => span[0] < end && start < span[1]);
    const piece = text.slice(start, end);
    nodes.push(over.length ? markOf(over, piece, side) : document.createTextNode(piece));
  }
  return nodes;
}

function markOf(over, piece, side) {
  const { name } = over[0];
  const entry = entries.get(name.concept);
  const mark = make("mark", piece, `name ${entry.querySelector(".swatch").classList[1]}`);
  const told = { mention: over.map(({ number }) => number).join(" "), concept: entry.id.slice(5) };
  Object.assign(mark.dataset, told, { result: name.result, step: name.step });
  if (name.form !== piece) mark.dataset.form = name.form;
  if (side === "target" || !name.target) {
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
  }
  return mark;
}

function drawMargin(row, state) {
  if (state.status === "draft") delete row.dataset.status;
  else row.dataset.status = state.status;
  row.classList.toggle("pinned", state.pinned);
  const words = [labels.statuses[state.status], state.pinned ? "Pinned" : ""].filter(Boolean).join(" · ");
  let told = row.querySelector(".state");
  if (!words) {
    if (told) told.remove();
    return;
  }
  if (!told) {
    told = make("span", "", "state");
    row.querySelector(".margin").append(told);
  }
  told.textContent = words;
}

function below(row, kind, tag, content) {
  const found = row.querySelector(`.${kind}`);
  if (found) found.remove();
  if (!content.length) return null;
  const made = make(tag, "", kind);
  made.append(...content);
  const side = row.querySelector(".target").parentElement;
  const tools = side.querySelector("#actions");
  if (tools) tools.before(made);
  else side.append(made);
  return made;
}

function drawComment(row, state) {
  const has = row.querySelector(".comment");
  if (!state.comment && !has) return;
  const shown = below(row, "comment", "p", state.comment ? [make("span", state.comment)] : []);
  if (shown) shown.dir = "auto";
}

function drawFlags(row, state) {
  const list = row.querySelector(".flags");
  const kept = list ? [...list.children].filter((line) => !RECHECKED.has(line.dataset.code)) : [];
  const fresh = findings(state).map(({ code, message }) => {
    const line = make("li", "");
    line.dataset.code = code;
    line.append(make("span", message));
    return line;
  });
  below(row, "flags", "ul", [...kept, ...fresh]);
  row.classList.toggle("flagged", kept.length + fresh.length > 0);
  const block = row.parentElement;
  block.classList.toggle("flagged", Boolean(block.querySelector(".unit.flagged")));
}
