/* Word links: the words under the pointer and what they became, quietly */
const links = JSON.parse(byId("links").textContent);
let linked = "";

function caret(x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && [found.offsetNode, found.offset];
  }
  const found = document.caretRangeFromPoint && document.caretRangeFromPoint(x, y);
  return found && [found.startContainer, found.startOffset];
}

function offsetIn(cell, node, offset) {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let each = walker.nextNode(); each; each = walker.nextNode()) {
    if (each === node) return passed + offset;
    passed += each.length;
  }
  return -1;
}

function linkUp(event) {
  const cell = event.target.closest && event.target.closest(".text");
  const row = cell && cell.closest(".unit");
  const flat = row && links[row.dataset.unit];
  const spot = flat && caret(event.clientX, event.clientY);
  const offset = spot ? offsetIn(cell, ...spot) : -1;
  const key = offset < 0 ? "" : `${row.id} ${cell.className} ${offset}`;
  if (key === linked) return;
  linked = key;
  paint("linked", offset < 0 ? [] : stretches(row, flat, cell.classList.contains("source") ? 0 : 2, offset));
}

function stretches(row, flat, side, offset) {
  const [source, target] = row.querySelectorAll(".text");
  const found = [];
  for (let each = 0; each < flat.length; each += 4) {
    if (flat[each + side] <= offset && offset < flat[each + side + 1]) {
      found.push([source, flat[each], flat[each + 1]], [target, flat[each + 2], flat[each + 3]]);
    }
  }
  return target ? found : [];
}

let asked = 0;
byId("text").addEventListener("pointermove", (event) => {
  if (event.pointerType !== "mouse") return;
  cancelAnimationFrame(asked);
  asked = requestAnimationFrame(() => linkUp(event));
});
