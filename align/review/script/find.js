/* What is shown */
const toggles = [...document.querySelectorAll(".toggle")];

function isShown(unit) {
  return toggles.every((toggle) => toggle.ariaPressed !== "true" || is(unit, toggle.dataset.only));
}

function is(unit, kind) {
  return kind === "open" ? !unit.dataset.status : unit.classList.contains(kind);
}

function count() {
  const shown = units.filter(isShown).length;
  const all = units.length.toLocaleString("en");
  byId("shown").textContent = shown === units.length ? "" : `${shown.toLocaleString("en")} of ${all} segments`;
  byId("nothing").hidden = shown > 0 || units.length === 0;
  for (const toggle of toggles) {
    const number = units.filter((unit) => is(unit, toggle.dataset.only)).length;
    toggle.querySelector("b").textContent = number.toLocaleString("en");
    toggle.disabled = number === 0 && toggle.ariaPressed !== "true";
  }
}

function press(toggle, pressed) {
  toggle.ariaPressed = String(pressed);
  body.classList.toggle(`only-${toggle.dataset.only}`, pressed);
}

function filter(toggle) {
  press(toggle, toggle.ariaPressed !== "true");
  count();
  search({ stay: true });
}

function unfilter() {
  for (const toggle of toggles) press(toggle, false);
  count();
}

for (const toggle of toggles) toggle.addEventListener("click", () => filter(toggle));

/* Going to a segment */
let current = null;

function choose(unit, { scroll = true } = {}) {
  if (current) current.classList.remove("current");
  current = unit;
  unit.classList.add("current");
  lend(unit);
  if (scroll) unit.scrollIntoView({ block: "center" });
}

/* Search */
// More painted matches than this slow a browser down and help nobody; all are counted and reached.
const PAINTED = 2000;
const query = byId("query");
let texts = null;
let matches = [];
let at = -1;

function search({ stay = false } = {}) {
  const wanted = fold(query.value);
  matches = [];
  at = -1;
  if (wanted) {
    texts ||= [];
    units.forEach((unit, index) => {
      if (!isShown(unit)) return;
      texts[index] ||= [...unit.querySelectorAll(".text")].map((cell) => [cell, fold(cell.textContent)]);
      for (const [cell, text] of texts[index]) collect(cell, text, wanted);
    });
  }
  paint("found", matches.slice(0, PAINTED));
  if (matches.length && !stay) step(1);
  else report();
}

function collect(cell, text, wanted) {
  for (let place = text.indexOf(wanted); place >= 0; place = text.indexOf(wanted, place + wanted.length)) {
    matches.push([cell, place, place + wanted.length]);
  }
}

function step(by) {
  if (!matches.length) return;
  at = at < 0 && by < 0 ? matches.length - 1 : (at + by + matches.length) % matches.length;
  choose(matches[at][0].closest(".unit"));
  report();
}

function report() {
  paint("found-now", at < 0 ? [] : [matches[at]]);
  const total = matches.length.toLocaleString("en");
  byId("found").textContent = !query.value ? "" : at < 0 ? total : `${(at + 1).toLocaleString("en")} of ${total}`;
}

query.addEventListener("input", later(search, 120));
query.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  step(event.shiftKey ? -1 : 1);
});
byId("next").addEventListener("click", () => step(1));
byId("previous").addEventListener("click", () => step(-1));
