/* The list of names: each click goes to the next mention */
const jump = byId("jump");

function next(button) {
  const mentions = [...document.querySelectorAll(`.name[tabindex][data-concept="${button.dataset.jump}"]`)];
  if (!mentions.length) return;
  const before = mentions.indexOf(carded);
  const mark = mentions[(before + 1) % mentions.length];
  if (!isShown(mark.closest(".unit"))) unfilter();
  choose(mark.closest(".unit"));
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
