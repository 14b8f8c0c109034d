/* What a person changed, word by word */
const splitters = new Map();

function wordsOf(text, tag) {
  if (!globalThis.Intl || !Intl.Segmenter) return text.match(/\s+|[^\s]+/gu) || [];
  if (!splitters.has(tag)) {
    let made;
    try {
      made = new Intl.Segmenter(tag, { granularity: "word" });
    } catch {
      made = new Intl.Segmenter("en", { granularity: "word" });
    }
    splitters.set(tag, made);
  }
  return [...splitters.get(tag).segment(text)].map(({ segment }) => segment);
}

/* Pairs of [kind, text], kind being "same", "gone" or "new": the longest common run of words */
function difference(before, after, tag) {
  const [old, fresh] = [wordsOf(before, tag), wordsOf(after, tag)];
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const [gone, come] = [old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)];
  const found = [["same", old.slice(0, head).join("")], ...middle(gone, come)];
  found.push(["same", tail ? old.slice(-tail).join("") : ""]);
  return tidied(found);
}

function middle(gone, come) {
  const width = come.length + 1;
  const common = new Uint16Array((gone.length + 1) * width);
  for (let i = gone.length - 1; i >= 0; i -= 1) {
    for (let j = come.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = gone[i] === come[j]
        ? common[(i + 1) * width + j + 1] + 1
        : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  const found = [];
  let [i, j] = [0, 0];
  while (i < gone.length || j < come.length) {
    if (i < gone.length && j < come.length && gone[i] === come[j]) {
      found.push(["same", gone[i]]);
      [i, j] = [i + 1, j + 1];
    } else if (j === come.length || (i < gone.length && common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      found.push(["gone", gone[i]]);
      i += 1;
    } else {
      found.push(["new", come[j]]);
      j += 1;
    }
  }
  return found;
}

/* A space alone between two changes is part of them; what goes stands before what comes */
function tidied(found) {
  const spread = found.flatMap(([kind, text], index) => {
    const isGap = kind === "same" && text.trim() === "" && index > 0 && index < found.length - 1;
    const isBetween = isGap && found[index - 1][0] !== "same" && found[index + 1][0] !== "same";
    return isBetween ? [["gone", text], ["new", text]] : [[kind, text]];
  });
  const joinedUp = [];
  let [gone, come] = ["", ""];
  const flush = () => {
    if (gone) joinedUp.push(["gone", gone]);
    if (come) joinedUp.push(["new", come]);
    [gone, come] = ["", ""];
  };
  for (const [kind, text] of spread) {
    if (kind === "gone") gone += text;
    else if (kind === "new") come += text;
    else if (text) {
      flush();
      joinedUp.push([kind, text]);
    }
  }
  flush();
  return joinedUp;
}

function compared(before, after) {
  return difference(before, after, targetTag).map(([kind, text]) =>
    kind === "same" ? document.createTextNode(text) : make(kind === "gone" ? "del" : "ins", text),
  );
}

function drawChanges(row, state) {
  const isWanted = body.classList.contains("with-changes") && state.machine !== state.target;
  if (!isWanted && !row.querySelector(".changes")) return;
  const shown = below(row, "changes", "p", isWanted ? compared(state.machine, state.target) : []);
  if (shown) Object.assign(shown, { lang: targetTag, dir: row.querySelector(".target").dir });
}

function toggleChanges() {
  const shown = body.classList.toggle("with-changes");
  document.querySelector('.work [data-command="changes"]').ariaPressed = String(shown);
  const touched = new Set([...Object.keys(review.units), ...states.keys()]);
  for (const key of touched) if (rows.has(key)) drawChanges(rows.get(key), stateOf(key));
  if (shown) say("Showing what was changed");
}
