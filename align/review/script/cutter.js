/* Cut a segment in two, or give one of the parts to a neighbour: a slider a side goes from word to word */
const SIDES = ["source", "target"];
const CLAUSE_END = /[,;:،؛、，；：–—]["'”’»)\]]*\s*$/u;
const SENTENCE_END = /[.!?…。！？؟۔।]["'”’»)\]]*\s*$/u;
let cutting = null;

/* The places between words, in UTF-16 units, and the one that is most likely meant */
function cutsOf(text, tag) {
  const cuts = [0];
  for (const word of wordsOf(text, tag)) cuts.push(cuts.at(-1) + word.length);
  return cuts.filter((cut) => cut === 0 || cut === text.length || !/^\s/u.test(text.slice(cut)));
}

function likelyCut(text, cuts) {
  const inside = cuts.filter((cut) => cut > 0 && cut < text.length);
  const near = (cut) => Math.abs(cut - text.length / 2);
  const after = (end) => inside.filter((cut) => end.test(text.slice(0, cut)));
  const likely = [after(SENTENCE_END), after(CLAUSE_END), inside].find((cuts) => cuts.length) || [];
  const [best] = likely.sort((one, other) => near(one) - near(other));
  return best ?? text.length;
}

function openCutter(key) {
  const caretAt = isEditing(key) ? editor.selectionStart : -1;
  leaveEditor();
  const state = stateOf(key);
  cutting = { key, cuts: {} };
  SIDES.forEach((side) => {
    const text = state[side];
    const cuts = cutsOf(text, side === "source" ? sourceTag : targetTag);
    cutting.cuts[side] = cuts;
    const isInside = side === "target" && caretAt > 0 && caretAt < text.length;
    const wanted = isInside ? caretAt : likelyCut(text, cuts);
    const nearest = cuts.reduce((best, cut) => (Math.abs(cut - wanted) < Math.abs(best - wanted) ? cut : best));
    const slider = byId(`cut-${side}`);
    Object.assign(slider, { min: 0, max: cuts.length - 1, value: cuts.indexOf(nearest), disabled: !text });
  });
  byId("cutter-title").textContent = `Split segment ${numberOf(key)}, or move a part`;
  drawCut();
  open(byId("cutter"), { focus: byId(state.source ? "cut-source" : "cut-target") });
}

function cutOf(side) {
  return cutting.cuts[side][byId(`cut-${side}`).valueAsNumber];
}

function drawCut() {
  const state = stateOf(cutting.key);
  for (const side of SIDES) {
    const cut = cutOf(side);
    const parts = [trimEnd(state[side].slice(0, cut)), trimStart(state[side].slice(cut))];
    const cell = rows.get(cutting.key).querySelector(`.${side}`);
    parts.forEach((part, number) => {
      const shown = byId(`part-${side}-${number + 1}`);
      shown.textContent = part;
      Object.assign(shown, { lang: cell.lang, dir: cell.dir });
    });
    byId(`cut-${side}`).setAttribute("aria-valuetext", `${parts[0].slice(-40) || "nothing"} | ${parts[1].slice(0, 40) || "nothing"}`);
    for (const by of [-1, 1]) {
      const isEmpty = !parts[by < 0 ? 0 : 1];
      document.querySelector(`[data-move="${side} ${by}"]`).disabled = isEmpty || !neighbour(cutting.key, by);
    }
  }
  const ends = SIDES.map((side) => [cutOf(side), state[side].length]);
  byId("cut-here").disabled = ends.every(([cut]) => cut === 0) || ends.every(([cut, end]) => cut === end);
}

function saveCut() {
  const { key } = cutting;
  const state = stateOf(key);
  const [source, target] = SIDES.map((side) => toPoints(state[side], cutOf(side)));
  act([{ unit: key, kind: "split", source, target }], `split ${numberOf(key)}`);
  byId("cutter").close();
  visit(rows.get(key), false);
}

/* Give what follows the cut to the next segment, or what stands before it to the previous one */
function move(key, side, by, cut) {
  const to = neighbour(key, by);
  if (!to) return say("There is no such segment");
  act([{ unit: key, kind: "move", side, to, cut: toPoints(stateOf(key)[side], cut) }], `move from ${numberOf(key)}`);
  return visit(rows.get(key), false);
}

function moveFromCaret(by) {
  if (!session) return say("Put the cursor into the translation, where it should be cut");
  const { key } = session;
  const cut = editor.selectionStart;
  leaveEditor();
  return move(key, "target", by, cut);
}

if (isEditable) {
  byId("cutter").addEventListener("input", drawCut);
  byId("cutter").addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-move]");
    if (!pressed) return;
    const [side, by] = pressed.dataset.move.split(" ");
    byId("cutter").close();
    move(cutting.key, side, Number(by), cutOf(side));
  });
}
