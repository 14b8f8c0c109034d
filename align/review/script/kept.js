/* Where the browser keeps events, for the page and for the index */
const KEPT = "align/review/";

function keptPlace(folder, article = "", source = "") {
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

/* All that is kept of a batch, as one review */
function reviewOf(folder, found) {
  const articles = new Map();
  for (const { key, event } of found) {
    const [article, source] = key.slice(keptPlace(folder).length).split("/");
    const whose = `${article}/${source}`;
    if (!articles.has(whose)) articles.set(whose, { article: decodeURIComponent(article), source, events: [] });
    articles.get(whose).events.push(event);
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
