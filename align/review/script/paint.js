const body = document.body;
const units = [...document.querySelectorAll(".unit")];
const byId = (id) => document.getElementById(id);
const highlights = globalThis.CSS && CSS.highlights && globalThis.Highlight ? CSS.highlights : null;

/* Marks over stretches of text, without a change to the text itself */
function range(cell, start, end) {
  const made = new Range();
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let passed = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const after = passed + node.length;
    if (!begun && start < after) {
      made.setStart(node, start - passed);
      begun = true;
    }
    if (begun && end <= after) {
      made.setEnd(node, end - passed);
      return made;
    }
    passed = after;
  }
  return null;
}

function paint(kind, stretches) {
  if (!highlights) return;
  const ranges = stretches.map((stretch) => range(...stretch)).filter(Boolean);
  if (ranges.length) highlights.set(kind, new Highlight(...ranges));
  else highlights.delete(kind);
}
