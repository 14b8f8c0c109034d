/* The filters of the index */
const query = document.getElementById("query");
const rows = [...document.querySelectorAll("[data-row]")];
const toggles = [...document.querySelectorAll(".toggle")];
let texts = null;

function isWanted(row) {
  return toggles.every((toggle) => {
    const { of: kind, only } = toggle.dataset;
    return toggle.ariaPressed !== "true" || !row.classList.contains(kind) || row.classList.contains(only);
  });
}

function filter() {
  const wanted = fold(query.value.trim());
  if (wanted) texts ||= rows.map((row) => fold(row.textContent));
  rows.forEach((row, index) => {
    row.hidden = !isWanted(row) || (wanted !== "" && !texts[index].includes(wanted));
  });
  for (const part of document.querySelectorAll(".part")) {
    const all = part.querySelectorAll("[data-row]");
    const shown = part.querySelectorAll("[data-row]:not([hidden])");
    const note = part.querySelector(".shown");
    if (note) note.textContent = shown.length === all.length ? "" : `${shown.length} of ${all.length} shown`;
    part.classList.toggle("empty", all.length > 0 && shown.length === 0);
  }
}

query.addEventListener("input", later(filter, 100));
query.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !query.value) return;
  query.value = "";
  filter();
});
for (const toggle of toggles) {
  toggle.addEventListener("click", () => {
    toggle.ariaPressed = String(toggle.ariaPressed !== "true");
    filter();
  });
}

/* What this browser keeps of the batch's pages, for one export of all of them */
const keptLine = document.getElementById("kept");

function drawKept() {
  const { articles } = reviewOf(keptAt(keptPlace()));
  const changes = articles.reduce((sum, { events }) => sum + events.length, 0);
  keptLine.textContent = changes ? `${plural(changes, "change")} in ${plural(articles.length, "article")} kept in this browser` : "";
  document.getElementById("export").hidden = changes === 0;
}

if (keptLine && !isServed) {
  document.getElementById("export-all").addEventListener("click", () => {
    const all = reviewOf(keptAt(keptPlace()));
    download(`${all.batch || "batch"}.review.json`, all);
  });
  for (const moment of ["storage", "pageshow", "focus"]) addEventListener(moment, drawKept);
}
