/* All that can be done, by which keys: the buttons, the keys and the sheet of keys come from here */
const here = () => current && current.dataset.unit;
const stateNow = () => stateOf(here());

const commands = {
  next: { keys: "Alt+ArrowDown", label: "Next segment", run: () => walk(1) },
  previous: { keys: "Alt+ArrowUp", label: "Previous segment", run: () => walk(-1) },
  "next-flagged": { keys: "Alt+Shift+ArrowDown", label: "Next flagged segment", run: () => walk(1, isFlagged) },
  "previous-flagged": { keys: "Alt+Shift+ArrowUp", label: "Previous flagged segment", run: () => walk(-1, isFlagged) },
};

if (isEditable) {
  Object.assign(commands, {
    "next-open": { keys: "Alt+PageDown", label: "Next segment not yet reviewed", run: () => walk(1, isOpen) },
    "previous-open": { keys: "Alt+PageUp", label: "Previous segment not yet reviewed", run: () => walk(-1, isOpen) },
    edit: { keys: "F2", label: "Edit the translation", unit: true, run: () => edit(here()) },
    approve: { keys: "Ctrl+Enter", label: "Approve, and go to the next not yet reviewed", unit: true, run: () => judge("approved", true), back: () => judge("approved") },
    review: { keys: "Ctrl+Shift+Enter", label: "Mark as reviewed, and go to the next", unit: true, run: () => judge("reviewed", true), back: () => judge("reviewed") },
    reject: { keys: "Alt+Shift+X", label: "Reject", unit: true, run: () => judge("rejected") },
    comment: { keys: "Alt+Shift+M", label: "Comment", unit: true, run: () => openComment(here()) },
    insert: { keys: "Alt+Shift+W", label: "Write the first missing name at the cursor", unit: true, run: () => insertMissing(here()) },
    copy: { keys: "Alt+Shift+C", label: "Copy the source into the translation", unit: true, run: () => write(here(), stateNow().source) },
    restore: { keys: "Alt+Shift+O", label: "Restore the machine’s text", unit: true, run: () => write(here(), stateNow().machine) },
    split: { keys: "Alt+Shift+S", label: "Split, or move a sentence to a neighbour", unit: true, run: () => openCutter(here()) },
    merge: { keys: "Alt+Shift+J", label: "Join with the next segment", unit: true, run: () => mergeNext(here()) },
    "move-next": { keys: "Alt+Shift+ArrowRight", label: "Move what follows the cursor to the next segment", run: () => moveFromCaret(1) },
    "move-previous": { keys: "Alt+Shift+ArrowLeft", label: "Move what stands before the cursor to the previous segment", run: () => moveFromCaret(-1) },
    pin: { keys: "Alt+Shift+P", label: "Pin the pairing, so that aligning again keeps it", unit: true, run: () => togglePin(here()) },
    term: { keys: "Alt+Shift+G", label: "Add what is selected to the glossary", unit: true, run: () => openTerm(here()) },
    undo: { keys: "Ctrl+Z", label: "Undo (in the editor: what was typed)", outside: true, run: takeBack },
    redo: { keys: "Ctrl+Shift+Z", label: "Redo", outside: true, run: takeForth },
    changes: { keys: "Alt+Shift+D", label: "Show or hide what was changed", run: toggleChanges },
    replace: { keys: "Alt+Shift+H", label: "Search and replace", run: () => openReplacer() },
    use: { keys: "Alt+Shift+U", label: "Take the best match of the memory", unit: true, run: () => takeMatch(current) },
    name: { keys: "Alt+Shift+N", label: "Your name, which goes with your changes", run: openNamer },
    export: { keys: "Alt+Shift+E", label: "Export the review", run: () => openExport() },
  });
}
commands.keys = { keys: "?", label: "Show these keys", outside: true, run: () => openSheet() };
commands.back = { keys: "Escape", label: "Leave the editor, close a list, show all segments again", run: () => putBack() };

function isFlagged(row) {
  return row.classList.contains("flagged");
}

function isOpen(row) {
  return !row.dataset.status;
}

/* Go to the next segment of a kind; the editor goes along if it is open */
function walk(by, isWanted = () => true, wasEditing = session !== null) {
  const from = current ? units.indexOf(current) : by > 0 ? -1 : units.length;
  for (let pace = 1; pace <= units.length; pace += 1) {
    const row = units[(((from + by * pace) % units.length) + units.length) % units.length];
    if (row !== current && isShown(row) && isWanted(row)) return visit(row, wasEditing);
  }
  say("There is no other such segment");
  return undefined;
}

function visit(row, isToEdit) {
  leaveEditor();
  choose(row);
  if (isToEdit) edit(row.dataset.unit);
  else row.querySelector(".number").focus({ preventScroll: true });
}

function judge(status, isGoingOn = false) {
  const key = here();
  const wasEditing = session !== null;
  leaveEditor();
  const isBack = !isGoingOn && stateOf(key).status === status;
  act([{ unit: key, kind: "status", status: isBack ? "draft" : status }], `${status} ${numberOf(key)}`);
  if (!isGoingOn) return say(`Segment ${numberOf(key)}: ${isBack ? "not reviewed" : status}`);
  if (reviewed.size === units.length) return say("All segments are reviewed");
  return walk(1, isOpen, wasEditing);
}

function togglePin(key) {
  const pinned = !stateOf(key).pinned;
  act([{ unit: key, kind: "pin", pinned }], `${pinned ? "pin" : "unpin"} ${numberOf(key)}`);
}

function mergeNext(key) {
  leaveEditor();
  const next = neighbour(key, 1);
  if (!next) return say("There is no next segment");
  act([{ unit: key, kind: "merge", next }], `join ${numberOf(key)} with the next`);
  visit(rows.get(key), false);
  return say(`Joined; segment ${numberOf(key)} holds both`);
}

/* What is for a segment only goes to the first that is to be done, where one is at none: nothing is judged unseen */
function run(command) {
  if (!command.unit || current) return command.run();
  const shown = units.filter(isShown);
  const row = shown.find(isOpen) || shown[0];
  return row ? visit(row, command === commands.edit) : undefined;
}

/* A translation from the memory takes the place of what stands there */
function takeMatch(row, match = row.querySelector(".matches li")) {
  if (!match) return say("The memory has nothing like this segment");
  return write(row.dataset.unit, match.querySelector(".remembered").textContent);
}

document.addEventListener("click", (event) => {
  const used = event.target.closest("[data-use]");
  if (used) takeMatch(used.closest(".unit"), used.closest("li"));
  const pressed = event.target.closest("[data-command]");
  if (!pressed) return;
  const command = commands[pressed.dataset.command];
  if (command.back && pressed.ariaPressed === "true") command.back();
  else run(command);
});

/* The buttons of a segment are one set, lent to the segment one is at */
function lend(row) {
  if (!isEditable) return;
  const tools = byId("actions");
  row.querySelector(".target").parentElement.append(tools);
  tools.hidden = false;
  drawActions();
}

function drawActions() {
  const state = current && stateNow();
  if (!state) return;
  const tools = byId("actions");
  const pressed = { approve: state.status === "approved", review: state.status === "reviewed", reject: state.status === "rejected", pin: state.pinned };
  for (const [name, isOn] of Object.entries(pressed)) {
    tools.querySelector(`[data-command="${name}"]`).ariaPressed = String(isOn);
  }
  tools.querySelector('[data-command="restore"]').disabled = state.machine === state.target;
  tools.querySelector('[data-command="merge"]').disabled = !neighbour(state.id, 1);
}

function spelled(keys) {
  const signs = {
    ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", PageDown: "PgDn", PageUp: "PgUp", Escape: "Esc",
  };
  return keys.split("+").map((key) => signs[key] || key).join(" ");
}

function putBack() {
  if (!card.hidden) hide();
  else if (session) leaveEditor();
  else if (jump && jump.open) jump.open = false;
  else if (query.value) {
    query.value = "";
    search();
  } else unfilter();
}
