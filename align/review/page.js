
{
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

  /* What is shown */
  const toggles = [...document.querySelectorAll(".toggle")];

  function isShown(unit) {
    return toggles.every((toggle) => toggle.ariaPressed !== "true" || unit.classList.contains(toggle.dataset.only));
  }

  function count() {
    const shown = units.filter(isShown).length;
    const all = units.length.toLocaleString("en");
    byId("shown").textContent = shown === units.length ? "" : `${shown.toLocaleString("en")} of ${all} segments`;
    byId("nothing").hidden = shown > 0 || units.length === 0;
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

  function go(unit) {
    if (current) current.classList.remove("current");
    current = unit;
    unit.classList.add("current");
    unit.scrollIntoView({ block: "center" });
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
      texts ||= units.map((unit) => [...unit.querySelectorAll(".text")].map((cell) => [cell, fold(cell.textContent)]));
      units.forEach((unit, index) => {
        if (isShown(unit)) for (const [cell, text] of texts[index]) collect(cell, text, wanted);
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
    go(matches[at][0].closest(".unit"));
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

  /* The card of a name */
  const card = byId("card");
  const sentences = JSON.parse(byId("sentences").textContent);
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
    became.append(make("span", sentences.results[result], result), make("span", sentences.steps[by]));
    const heading = make("h2", "");
    heading.append(make("bdi", form), " ", make("small", entry.dataset.kind));
    card.replaceChildren(heading, pair(mark), became, entry.querySelector(".forms").cloneNode(true));
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
    else if (carded && carded !== document.activeElement) soon(hide, VANISH);
    else if (!carded) clearTimeout(waiting);
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".name");
    if (mark) show(mark);
    else if (!event.target.closest("#card, .tools")) hide();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".name")) show(event.target);
    else if (carded) hide();
  });
  addEventListener("scroll", () => carded && place(carded), { passive: true });
  addEventListener("resize", () => carded && place(carded));

  /* The list of names: each click goes to the next mention */
  const jump = byId("jump");

  function next(button) {
    const mentions = [...document.querySelectorAll(`.name[tabindex][data-concept="${button.dataset.jump}"]`)];
    if (!mentions.length) return;
    const before = mentions.indexOf(carded);
    const mark = mentions[(before + 1) % mentions.length];
    if (!isShown(mark.closest(".unit"))) unfilter();
    go(mark.closest(".unit"));
    mark.focus({ preventScroll: true });
    show(mark);
  }

  if (jump) {
    jump.addEventListener("click", (event) => {
      const button = event.target.closest("[data-jump]");
      if (button) next(button);
    });
    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest("#jump, #card")) jump.open = false;
    });
  }

  const every = byId("every");
  if (every) {
    every.addEventListener("click", () => {
      const wanted = every.ariaPressed !== "true";
      every.ariaPressed = String(wanted);
      every.parentElement.classList.toggle("every", wanted);
    });
  }

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
    const flat = row && links[row.dataset.number];
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

  function escape() {
    if (!card.hidden) hide();
    else if (jump && jump.open) jump.open = false;
    else if (query.value) {
      query.value = "";
      search();
    } else unfilter();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") escape();
    else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      walk(event.key === "ArrowDown" ? 1 : -1);
    }
  });

  count();
}
