/* Dialogs: each is one element of the page, opened with what it is about */
function open(dialog, { focus } = {}) {
  hide();
  dialog.returnValue = "";
  dialog.showModal();
  if (focus) focus.focus();
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  // In a field of several lines Enter alone is a new line.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    // The page behind takes the same keys for an approval.
    event.stopPropagation();
    dialog.querySelector("form")?.requestSubmit();
  });
}

function button(text, action) {
  const made = make("button", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

/* The sheet of keys */
function openSheet() {
  const list = byId("sheet-keys");
  list.replaceChildren(...Object.values(commands).map(({ keys, label }) => {
    const line = make("div", "");
    const term = make("dt", "");
    term.append(...spelled(keys).split(" ").map((key) => make("kbd", key)).flatMap((key, index) => (index ? [" ", key] : [key])));
    line.append(term, make("dd", label));
    return line;
  }));
  byId("sheet-key").checked = !recall("no-sheet-key");
  open(byId("sheet"), { focus: byId("sheet-title") });
}

byId("sheet-key").addEventListener("change", (event) => note("no-sheet-key", event.target.checked ? "" : "1"));

/* A comment */
function openComment(key) {
  leaveEditor();
  byId("comment-title").textContent = `Comment on segment ${numberOf(key)}`;
  byId("comment").value = stateOf(key).comment;
  byId("commenter").dataset.unit = key;
  open(byId("commenter"), { focus: byId("comment") });
}

function saveComment() {
  const { unit } = byId("commenter").dataset;
  act([{ unit, kind: "comment", text: byId("comment").value.trim() }], `comment on ${numberOf(unit)}`);
  byId("commenter").close();
}

/* A term for the glossary, from what is selected on the two sides */
const selected = { source: "", target: "" };

document.addEventListener("selectionchange", () => {
  const found = getSelection();
  const text = found.toString().trim();
  const cell = found.anchorNode && text && (found.anchorNode.parentElement || body).closest(".text");
  if (cell) selected[cell.classList.contains("source") ? "source" : "target"] = text;
});

function selectedIn(key, side) {
  const inEditor = isEditing(key) && side === "target"
    ? editor.value.slice(editor.selectionStart, editor.selectionEnd).trim() : "";
  const text = inEditor || selected[side];
  return stateOf(key)[side].includes(text) ? text : "";
}

function openTerm(key) {
  const terms = ["source", "target"].map((side) => selectedIn(key, side));
  leaveEditor();
  byId("termer").dataset.unit = key;
  [byId("term-source").value, byId("term-target").value] = terms;
  open(byId("termer"), { focus: terms[0] ? (terms[1] ? byId("term-kind") : byId("term-target")) : byId("term-source") });
}

function saveTerm() {
  const { unit } = byId("termer").dataset;
  const [source, target] = ["term-source", "term-target"].map((id) => byId(id).value.trim());
  if (!source || !target) return say("A term needs both sides");
  act([{ unit, kind: "term", source, target, concept_kind: byId("term-kind").value }], "term");
  byId("termer").close();
  return say(`“${source}” → “${target}” goes into the glossary`);
}

/* The reviewer's name */
function openNamer() {
  leaveEditor();
  drawReviewer();
  open(byId("namer"), { focus: byId("reviewer") });
}

/* Export */
function openExport() {
  leaveEditor();
  if (!kept.size) return say("There is nothing to export");
  const all = keptAt(keptPlace());
  const articles = reviewOf(all).articles.length;
  byId("export-this").textContent = `This article (${plural(kept.size, "change")})`;
  byId("export-all").textContent = `All ${plural(articles, "article")} of the batch (${plural(all.length, "change")})`;
  byId("export-all").hidden = articles < 2 || isServed;
  drawReviewer();
  return open(byId("exporter"), { focus: byId(reviewer ? "export-this" : "export-name") });
}

function exportThis() {
  const found = [...kept.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
  download(`${review.article}.review.json`, reviewOf(found));
  byId("exporter").close();
}

function exportAll() {
  const all = reviewOf(keptAt(keptPlace()));
  download(`${all.batch || "batch"}.review.json`, all);
  byId("exporter").close();
}

if (isEditable) {
  const saves = {
    commenter: saveComment, termer: saveTerm, cutter: saveCut, replacer: replaceAll, exporter: exportThis,
    namer: () => byId("namer").close(),
  };
  for (const [id, action] of Object.entries(saves)) {
    byId(id).querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      action();
    });
  }
  byId("export-all").addEventListener("click", exportAll);
}
