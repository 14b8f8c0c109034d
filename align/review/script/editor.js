/* One editor for all segments: a plain field in the place of the text, so that every keyboard and input method works */
const editor = isEditable ? make("textarea", "", "editor") : null;
// Milliseconds of typing that a crash may cost, and without a key until a served edit is sent.
const KEEP_AFTER = 150;
const SEND_AFTER = 700;
let session = null;
let typed = null;
let syncing = 0;
let sealing = 0;

function isEditing(key) {
  return session !== null && session.key === key;
}

function typedEvent() {
  return typed;
}

function edit(key, place = null) {
  if (isEditing(key)) return editor.focus();
  leaveEditor();
  const row = rows.get(key);
  const state = stateOf(key);
  const cell = row.querySelector(".target");
  session = { key, before: state, isTouched: false };
  Object.assign(editor, { value: state.target, lang: cell.lang, dir: cell.dir });
  editor.setAttribute("aria-label", `Translation of segment ${numberOf(key)}`);
  editor.readOnly = false;
  cell.hidden = true;
  cell.after(editor);
  row.classList.add("editing");
  choose(row, { scroll: false });
  fit();
  editor.focus({ preventScroll: true });
  const end = place ?? editor.value.length;
  editor.setSelectionRange(end, end);
  for (const part of [row, editor]) part.scrollIntoView({ block: "nearest" });
  return undefined;
}

/* Whether nothing was typed into the open segment, so that there is nothing of its own to undo */
function isUntouched() {
  return document.activeElement === editor && session !== null && !session.isTouched;
}

/* Take what was typed into the segment; an edit goes on being one event until it is sent */
function sync() {
  clearTimeout(syncing);
  syncing = 0;
  if (!session || editor.value === stateOf(session.key).target) return;
  const text = editor.value;
  if (typed) {
    typed.text = text;
    retype(typed);
    store(typed);
  } else typed = happen({ unit: session.key, kind: "edit", text });
  clearTimeout(sealing);
  sealing = setTimeout(seal, SEND_AFTER);
}

function seal() {
  typed = null;
  if (isServed) send();
}

function leaveEditor() {
  if (!session) return;
  sync();
  clearTimeout(sealing);
  const { key, before } = session;
  session = null;
  const row = rows.get(key);
  const hadFocus = document.activeElement === editor;
  editor.remove();
  if (row) {
    row.querySelector(".target").hidden = false;
    row.classList.remove("editing");
    const state = stateOf(key);
    if (state.target !== before.target) {
      const undo = [{ unit: key, kind: "edit", text: before.target }, ...statusBack(before)];
      remember({ redo: [{ unit: key, kind: "edit", text: state.target }], undo, label: `edit ${numberOf(key)}` });
    }
    if (hadFocus) row.querySelector(".number").focus({ preventScroll: true });
  }
  seal();
}

/* Put a text into the editor as if typed, so that the browser's own undo takes it back */
function write(key, text) {
  edit(key);
  editor.select();
  if (!document.execCommand("insertText", false, text)) editor.value = text;
  sync();
}

/* Another hand has changed the segment that is open */
function refreshEditor(key) {
  if (!isEditing(key) || typed || editor.value === stateOf(key).target) return;
  editor.value = stateOf(key).target;
  fit();
}

function fit() {
  if (CSS.supports("field-sizing", "content")) return;
  editor.style.height = "auto";
  editor.style.height = `${editor.scrollHeight}px`;
}

/* A row is about to go: what is lent to it comes out */
function shelter(row) {
  if (session && rows.get(session.key) === row) leaveEditor();
  if (row.contains(byId("actions"))) body.append(byId("actions"));
}

if (isEditable) {
  editor.id = "editor";
  editor.rows = 1;
  editor.spellcheck = true;
  editor.addEventListener("input", (event) => {
    session.isTouched = true;
    fit();
    if (!event.isComposing && !syncing) syncing = setTimeout(sync, KEEP_AFTER);
  });
  editor.addEventListener("compositionend", () => {
    if (!syncing) syncing = setTimeout(sync, KEEP_AFTER);
  });
  // A line break would not survive in a text of one paragraph.
  editor.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.metaKey) event.preventDefault();
  });
  for (const moment of ["pagehide", "blur"]) addEventListener(moment, sync);
  byId("text").addEventListener("click", (event) => {
    const row = event.target.closest(".unit");
    if (!row || event.target.closest("a, button, mark, textarea")) return;
    choose(row, { scroll: false });
    const cell = event.target.closest(".target");
    if (!cell || !getSelection().isCollapsed) return;
    const spot = caret(event.clientX, event.clientY);
    const place = spot ? offsetIn(cell, ...spot) : -1;
    edit(row.dataset.unit, place < 0 ? null : place);
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest(".unit");
    if (row && row !== current) choose(row, { scroll: false });
    if (session && !event.target.closest("dialog, .work, #card") && row !== rows.get(session.key)) leaveEditor();
  });
}
