/* The card of a name */
const card = byId("card");
const narrow = matchMedia("(max-width: 44rem)");
let carded = null;
let waiting = 0;

function make(tag, text, kind) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function partners(mark) {
  const row = mark.closest(".unit");
  const numbers = mark.dataset.mention.split(" ");
  return [...row.querySelectorAll(".name")].filter((other) => other.dataset.mention.split(" ").includes(numbers[0]));
}

function light(mark, lit) {
  for (const partner of partners(mark)) partner.classList.toggle("lit", lit);
}

function fill(mark) {
  const { concept, result, step: by, form = mark.textContent } = mark.dataset;
  const entry = byId(`name-${concept}`);
  const became = make("p", "", "became");
  became.append(make("span", labels.results[result], result), make("span", labels.steps[by]));
  const heading = make("h2", "");
  heading.append(make("bdi", form), " ", make("small", entry.dataset.kind));
  card.replaceChildren(heading, pair(mark), became, ...(isEditable ? formsFor(mark) : []), entry.querySelector(".forms").cloneNode(true));
}

function pair(mark) {
  const made = make("p", "", "pair");
  for (const side of [".source", ".target"]) {
    const text = partners(mark).filter((each) => each.closest(side)).map((each) => each.textContent).join("");
    if (text && made.firstChild) made.append(" → ");
    if (text) made.append(make("bdi", text));
  }
  return made;
}

function place(mark) {
  // Margin between the name and its card, and between the card and the window's edge.
  const gap = 8;
  const box = mark.getClientRects()[0] || mark.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const room = document.documentElement.clientWidth - width - gap;
  const below = box.bottom + gap + height <= innerHeight || box.top < height + gap;
  card.style.left = `${Math.max(gap, Math.min(box.left, room))}px`;
  card.style.top = `${below ? box.bottom + gap : box.top - height - gap}px`;
}

function show(mark) {
  clearTimeout(waiting);
  if (carded === mark) return;
  hide();
  carded = mark;
  light(mark, true);
  mark.setAttribute("aria-describedby", "card");
  fill(mark);
  card.hidden = false;
  place(mark);
  // On a phone the card lies along the lower edge, and the name should not be under it.
  const hidden = mark.getBoundingClientRect().bottom - card.getBoundingClientRect().top;
  if (hidden > 0 && narrow.matches) scrollBy(0, hidden + 8);
}

function hide() {
  clearTimeout(waiting);
  if (!carded) return;
  if (card.contains(document.activeElement)) carded.focus({ preventScroll: true });
  light(carded, false);
  carded.removeAttribute("aria-describedby");
  carded = null;
  card.hidden = true;
}

function soon(action, wait) {
  clearTimeout(waiting);
  waiting = setTimeout(action, wait);
}

// Long enough to pass over a name on the way elsewhere, short enough not to be waited for.
const APPEAR = 140;
// Long enough to bring the pointer from the name into the card.
const VANISH = 260;
document.addEventListener("pointerover", (event) => {
  const mark = event.target.closest && event.target.closest(".name");
  if (mark) soon(() => show(mark), APPEAR);
  else if (event.target.closest && event.target.closest("#card")) clearTimeout(waiting);
  else if (carded && carded !== document.activeElement && !card.contains(document.activeElement)) soon(hide, VANISH);
  else if (!carded) clearTimeout(waiting);
});
document.addEventListener("click", (event) => {
  const mark = event.target.closest(".name");
  if (mark) show(mark);
  else if (!event.target.closest("#card, .tools, .work") && event.target.isConnected) hide();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches(".name")) show(event.target);
  else if (carded && !event.target.closest("#card")) hide();
});
document.addEventListener("keydown", (event) => {
  const first = card.querySelector("input:checked, input, button");
  if (event.key === "Enter" && event.target.matches(".name") && carded && first) {
    event.preventDefault();
    first.focus();
  }
});
addEventListener("scroll", () => carded && place(carded), { passive: true });
addEventListener("resize", () => carded && place(carded));
