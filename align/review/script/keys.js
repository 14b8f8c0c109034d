/* Keys: none that a letter typed by voice or habit would set off */
function walk(by) {
  if (matches.length) return step(by);
  const stops = units.filter((unit) => unit.classList.contains("flagged") && isShown(unit));
  if (!stops.length) return undefined;
  const before = stops.indexOf(current);
  const unit = stops[before < 0 && by < 0 ? stops.length - 1 : (before + by + stops.length) % stops.length];
  go(unit);
  return unit.querySelector(".number").focus({ preventScroll: true });
}

function putBack() {
  if (!card.hidden) hide();
  else if (jump && jump.open) jump.open = false;
  else if (query.value) {
    query.value = "";
    search();
  } else unfilter();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") putBack();
  else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    walk(event.key === "ArrowDown" ? 1 : -1);
  }
});

count();
