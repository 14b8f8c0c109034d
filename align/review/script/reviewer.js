/* Who reviews; where it is served by a cookie, since each run has a port, and so a storage, of its own */
const REVIEWER = "reviewer";
// Seconds for which a browser keeps it: a year.
const REMEMBERED = 31536000;
const namings = [...document.querySelectorAll(".reviewer")];
let reviewer = isServed ? cookie(REVIEWER) : recall(REVIEWER);

function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`align-${name}=`));
  return found ? decodeURIComponent(found.slice(found.indexOf("=") + 1)) : "";
}

function callReviewer(name) {
  reviewer = name;
  if (isServed) {
    document.cookie = `align-${REVIEWER}=${encodeURIComponent(name)}; Path=/; SameSite=Strict; Max-Age=${REMEMBERED}`;
  } else note(REVIEWER, name);
  drawReviewer();
}

function drawReviewer() {
  const shown = document.getElementById("who");
  if (shown) shown.textContent = reviewer ? `As ${reviewer}` : "Your name";
  for (const field of namings) if (field !== document.activeElement) field.value = reviewer;
}

for (const field of namings) field.addEventListener("input", () => callReviewer(field.value.trim()));
drawReviewer();
