/* How far the review has come, and what is saved */
const reviewed = new Set();
let allWords = 0;
let reviewedWords = 0;
const sizes = new Map();
let speaking = 0;

/* Words, or the characters of a script that puts no spaces between words */
function sizeOf(key) {
  if (!sizes.has(key)) {
    const text = states.has(key) ? states.get(key).source : rows.get(key).querySelector(".source").textContent;
    sizes.set(key, joiners.source === "" ? text.replace(/\s/gu, "").length : (text.match(/\S+/gu) || []).length);
  }
  return sizes.get(key);
}

function measure() {
  sizes.clear();
  reviewed.clear();
  [allWords, reviewedWords] = [0, 0];
  for (const row of units) {
    const { unit, status } = row.dataset;
    allWords += sizeOf(unit);
    if (status) {
      reviewed.add(unit);
      reviewedWords += sizeOf(unit);
    }
  }
  drawProgress();
}

// Segments come and go, and sources move: then all is counted anew.
const remeasure = later(measure, 0);

/* A segment has changed */
function tell(key) {
  const isReviewed = Boolean(rows.get(key).dataset.status);
  if (isReviewed !== reviewed.has(key)) {
    if (isReviewed) reviewed.add(key);
    else reviewed.delete(key);
    reviewedWords += isReviewed ? sizeOf(key) : -sizeOf(key);
    drawProgress();
    count();
  }
  refreshEditor(key);
  if (current === rows.get(key)) drawActions();
  if (contests.has(key)) drawConflict(key);
}

const drawProgress = later(() => {
  const grouped = (number) => number.toLocaleString("en");
  const unitsOf = joiners.source === "" ? "characters" : "words";
  byId("progress").value = units.length ? reviewed.size / units.length : 0;
  byId("progressed").textContent = `${grouped(reviewed.size)} of ${grouped(units.length)} reviewed`;
  byId("worded").textContent = `${grouped(reviewedWords)} of ${grouped(allWords)} ${unitsOf}`;
}, 0);

function savedWords() {
  const left = unsent().length;
  const troubles = {
    gone: "The article was made anew: load this page again",
    away: `Align is not running: ${plural(left, "change")} not saved, trying again`,
    locked: `Align was started anew: open the address that it printed, and ${plural(left, "change")} will be saved`,
    refused: `Align refused ${plural(left, "change")}: load this page again, or export`,
  };
  if (isServed) return troubles[trouble] || (left || sending ? `Saving ${plural(left, "change")}` : "All saved");
  if (isRefused) return `This browser cannot keep changes: export ${plural(kept.size, "change")} before you close the page`;
  return kept.size ? `${plural(kept.size, "change")} kept in this browser` : "Changes are kept in this browser";
}

function drawSaved() {
  const saved = byId("saved");
  const said = savedWords();
  if (saved.textContent !== said) saved.textContent = said;
  saved.classList.toggle("alarm", isServed ? Boolean(trouble) : isRefused);
  byId("export").disabled = kept.size === 0;
}

/* For ears and eyes: one line that goes away by itself */
function say(words) {
  const line = byId("said");
  line.textContent = words;
  clearTimeout(speaking);
  // Long enough to be read twice.
  speaking = setTimeout(() => { line.textContent = ""; }, 6000);
}
