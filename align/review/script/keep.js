/* What the browser keeps: one entry an event, so that tabs never overwrite each other's */
const shelf = keptPlace(review.article, review.source);
const kept = new Map();
let isRefused = false;
let counter = 0;

function entryOf(event) {
  const entry = kept.get(event.id);
  if (entry) return entry.key;
  // Entries in the order of their names are events in the order in which they happened.
  const moment = `${String(Date.now()).padStart(15, "0")}.${String((counter += 1)).padStart(6, "0")}`;
  return `${shelf}${moment}.${event.id}`;
}

function store(event) {
  const key = entryOf(event);
  kept.set(event.id, { key, event });
  try {
    localStorage.setItem(key, JSON.stringify(event));
    isRefused = false;
  } catch {
    isRefused = true;
  }
  drawSaved();
}

function keep(event) {
  store(event);
  if (isServed) send();
}

function forget(ids) {
  for (const id of ids) {
    const entry = kept.get(id);
    kept.delete(id);
    try {
      if (entry) localStorage.removeItem(entry.key);
    } catch {
      isRefused = true;
    }
  }
  drawSaved();
}

/* What was kept before: laid over the page, unless the page has it already */
function restore() {
  const before = new Map(Object.entries(review.units).map(([key, { version }]) => [key, version]));
  const isOlder = (event) => event.base < (before.get(event.unit) || 0);
  const latest = new Map();
  for (const { key, event } of keptAt(shelf)) {
    kept.set(event.id, { key, event });
    if (isServed) apply(event);
    else if (isOlder(event)) latest.set(`${event.unit} ${event.kind}`, event);
    else if (apply(event) !== "applied") dispute(event);
  }
  for (const event of latest.values()) if (!isIncluded(event)) dispute(event);
  if (isServed) return send();
  const settled = [...kept.values()].map(({ event }) => event).filter(isOlder);
  return forget(settled.map(({ id }) => id).filter((id) => !disputed.has(id)));
}

/* Whether the page shows already what an event did */
function isIncluded(event) {
  const state = stateOf(event.unit);
  if (event.kind === "merge") return !rows.has(event.next);
  if (!state) return false;
  if (event.kind === "split") return rows.has(`${event.unit}/2`);
  return isIdle(event) || !["edit", "comment", "status", "pin"].includes(event.kind);
}

/* Events of other tabs */
addEventListener("storage", (change) => {
  if (isServed || !change.key || !change.key.startsWith(shelf)) return;
  if (change.newValue === null) {
    kept.delete(change.key.split(".").at(-1));
    drawSaved();
    return;
  }
  const event = JSON.parse(change.newValue);
  const isNew = !kept.has(event.id);
  kept.set(event.id, { key: change.key, event });
  if (!isNew) retype(event);
  else if (apply(event) !== "applied") dispute(event);
  else concede(event.unit);
  drawSaved();
});

/* The same edit, typed on */
function retype(event) {
  const before = stateOf(event.unit);
  if (event.kind !== "edit" || !before || before.version !== event.base + 1) return;
  states.set(event.unit, { ...before, ...edited(before, event.text) });
  redraw(event.unit, before);
}
