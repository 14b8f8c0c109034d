/* Served by align review: events go to the store at once, and the store tells what is there now */
const api = `/api/articles/${encodeURIComponent(review.article)}`;
const tabs = isServed && globalThis.BroadcastChannel ? new BroadcastChannel(`align/${review.article}`) : null;
const HEADERS = { "X-Align": "1", "Content-Type": "application/json" };
// Milliseconds between tries while the server is away.
const AGAIN = 2000;
let sending = false;
let trouble = "";

function unsent() {
  return [...kept.values()].map(({ event }) => event).filter((event) => !disputed.has(event.id));
}

async function ask(address, options) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const told = answer.headers.get("Content-Type") === "application/json" ? await answer.json() : await answer.text();
    return { status: answer.status, told };
  } catch {
    return { status: 0, told: null };
  }
}

async function send() {
  const events = unsent().filter((event) => event !== typedEvent());
  if (sending || trouble === "gone" || !events.length) return drawSaved();
  sending = true;
  drawSaved();
  const posted = JSON.stringify({ source: review.source, events });
  const { status, told } = await ask(`${api}/events`, { method: "POST", headers: HEADERS, body: posted });
  sending = false;
  trouble = { 200: "", 409: "", 0: "away", 403: "locked", 410: "gone" }[status] ?? "refused";
  if (status === 200 || status === 409) {
    forget(told.accepted);
    settleConflicts(told.conflicts || []);
    adopt(told);
    if (tabs) tabs.postMessage("changed");
    setTimeout(send);
  } else if (trouble === "away" || trouble === "locked") setTimeout(send, AGAIN);
  return drawSaved();
}

/* Events upon an older version: what follows them on the same segment stands upon them, and goes with them */
function settleConflicts(conflicts) {
  for (const { event: id, unit } of conflicts) {
    const entry = kept.get(id);
    if (!entry) continue;
    if (isEditing(entry.event.unit)) leaveEditor();
    const mine = stateOf(entry.event.unit);
    const late = [...kept.values()].map(({ event }) => event).filter((event) => event.unit === entry.event.unit);
    forget(late.map((event) => event.id));
    if (unit && mine) {
      replaceState(fromServer(unit));
      contest(unit.id, mine);
    } else say("A change did not fit what the article is now, and was left out");
  }
}

/* Take over what the store has, but for segments with changes that it does not have yet */
function adopt({ structure, units: told }) {
  const waiting = new Set(unsent().flatMap((event) => [event.unit, event.to, event.next]));
  if (unsent().length === 0) restructure(structure, told);
  for (const unit of told) {
    if (waiting.has(unit.id) || !rows.has(unit.id)) continue;
    const state = stateOf(unit.id);
    const isSame = ["version", "source", "target", "status", "comment", "pinned"].every((key) => state[key] === unit[key]);
    if (isSame) continue;
    replaceState(fromServer(unit));
  }
}

function replaceState(state) {
  const before = stateOf(state.id);
  states.set(state.id, state);
  redraw(state.id, before && { ...before, names: null });
}

function restructure(structure, told) {
  const now = new Map(told.map((unit) => [unit.id, unit]));
  const here = new Set(structure);
  for (const key of keysInOrder()) if (!here.has(key)) removeRow(key);
  structure.forEach((key, index) => {
    if (rows.has(key) || index === 0 || !now.has(key)) return;
    insertRow(key, structure[index - 1]);
    states.set(key, fromServer(now.get(key)));
    redraw(key);
  });
}

async function catchUp() {
  const { status, told } = await ask(api, { headers: HEADERS });
  if (status !== 200) trouble = status === 0 ? "away" : "refused";
  else if (told.source !== review.source) trouble = "gone";
  else adopt(told);
  drawSaved();
}

if (tabs) tabs.addEventListener("message", catchUp);
addEventListener("beforeunload", (event) => {
  leaveEditor();
  const isLost = isServed ? unsent().length > 0 : isRefused && kept.size > 0;
  if (isLost) event.preventDefault();
});
