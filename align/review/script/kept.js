/* What the browser keeps, for the page and for the index: settings, and events */
const KEPT = "align/review/";
const isServed = location.protocol.startsWith("http");
const folder = new URL(".", location.href).href;

function recall(name) {
  try {
    return localStorage.getItem(`align/${name}`) || "";
  } catch {
    return "";
  }
}

function note(name, value) {
  try {
    localStorage.setItem(`align/${name}`, value);
  } catch {
    // Where the browser keeps nothing, the page says so when something is done.
  }
}

function keptPlace(article = "", source = "") {
  const parts = article ? `${encodeURIComponent(article)}/${source}/` : "";
  return `${KEPT}${encodeURIComponent(folder)}/${parts}`;
}

function keptAt(place) {
  const found = [];
  try {
    for (let number = 0; number < localStorage.length; number += 1) {
      const key = localStorage.key(number);
      if (key.startsWith(place)) found.push({ key, event: JSON.parse(localStorage.getItem(key)) });
    }
  } catch {
    return found;
  }
  return found.sort((one, other) => (one.key < other.key ? -1 : 1));
}

/* All that is kept of a batch, as one review; what was done before the reviewer had a name goes under it too */
function reviewOf(found) {
  const articles = new Map();
  for (const { key, event } of found) {
    const [article, source] = key.slice(keptPlace().length).split("/");
    const whose = `${article}/${source}`;
    if (!articles.has(whose)) articles.set(whose, { article: decodeURIComponent(article), source, events: [] });
    articles.get(whose).events.push({ ...event, by: event.by || reviewer });
  }
  const batch = decodeURIComponent(folder.split("/").at(-2) || "");
  return { format: "align-review", version: 1, batch, articles: [...articles.values()] };
}

function download(name, value) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(value, null, 1)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address when it begins to save.
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
