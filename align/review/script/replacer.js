/* Search and replace: every place is shown as it would be, and can be left out */
// More places than this are replaced all the same, but not shown one by one.
const SHOWN_PLACES = 300;
// Characters shown on each side of a place.
const AROUND = 40;
let listed = [];

function openReplacer() {
  leaveEditor();
  const chosen = getSelection().toString().trim();
  if (chosen && !chosen.includes("\n")) byId("replace-what").value = chosen;
  preview();
  open(byId("replacer"), { focus: byId("replace-what") });
}

function pattern() {
  const what = byId("replace-what").value;
  if (!what) return null;
  const plain = what.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  const [before, after] = byId("replace-words").checked ? ["(?<![\\p{L}\\p{N}_])", "(?![\\p{L}\\p{N}_])"] : ["", ""];
  return new RegExp(before + plain + after, byId("replace-case").checked ? "gu" : "giu");
}

function preview() {
  const wanted = pattern();
  listed = [];
  for (const row of wanted ? units : []) {
    const key = row.dataset.unit;
    const text = states.has(key) ? states.get(key).target : row.querySelector(".target").textContent;
    for (const found of text.matchAll(wanted)) {
      listed.push({ key, start: found.index, end: found.index + found[0].length, text });
    }
  }
  byId("replace-places").replaceChildren(...listed.slice(0, SHOWN_PLACES).map(placeLine));
  drawReplacing();
}

function placeLine(found, number) {
  const { key, start, end, text } = found;
  const line = make("li", "");
  const label = make("label", "");
  const box = make("input", "");
  // What was approved stays as it is unless it is asked for.
  Object.assign(box, { type: "checkbox", checked: !rows.get(key).dataset.status?.startsWith("appr") });
  box.dataset.place = number;
  const wording = make("span", "", "wording");
  Object.assign(wording, { lang: targetTag, dir: rows.get(key).querySelector(".target").dir });
  const fresh = byId("replace-by").value;
  const around = [begun(text.slice(0, start)), ended(text.slice(end))];
  wording.append(around[0], make("del", text.slice(start, end)));
  if (fresh) wording.append(make("ins", fresh));
  wording.append(around[1]);
  label.append(box, make("b", numberOf(key)), wording);
  line.append(label);
  return line;
}

/* The end of a text, and its beginning, cut between words where there are some */
function begun(text) {
  return text.length > AROUND ? `…${text.slice(-AROUND).replace(/^\S{0,15}\s/u, " ")}` : text;
}

function ended(text) {
  return text.length > AROUND ? `${text.slice(0, AROUND).replace(/\s\S{0,15}$/u, " ")}…` : text;
}

function chosenPlaces() {
  const boxes = [...document.querySelectorAll("#replace-places input")];
  return listed.filter((found, number) => (boxes[number] ? boxes[number].checked : stateOf(found.key).status !== "approved"));
}

function drawReplacing() {
  const number = chosenPlaces().length;
  byId("replace-count").textContent = byId("replace-what").value ? `${plural(listed.length, "place")} found` : "";
  byId("replace-now").textContent = `Replace ${number.toLocaleString("en")}`;
  byId("replace-now").disabled = number === 0;
}

function replaceAll() {
  const fresh = byId("replace-by").value;
  const byUnit = new Map();
  for (const found of chosenPlaces()) byUnit.set(found.key, [...(byUnit.get(found.key) || []), found]);
  const specs = [...byUnit].map(([unit, found]) => {
    let text = found[0].text;
    for (const { start, end } of found.toReversed()) text = text.slice(0, start) + fresh + text.slice(end);
    return { unit, kind: "edit", text };
  });
  act(specs, `replace in ${plural(specs.length, "segment")}`);
  byId("replacer").close();
  say(`Replaced in ${plural(specs.length, "segment")}; Undo takes it back`);
}

if (isEditable) {
  byId("replacer").addEventListener("input", (event) => (event.target.matches("#replace-places input") ? drawReplacing() : preview()));
}
