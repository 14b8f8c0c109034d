/* On the card of a name: another form, for this mention, the article or the batch */
function mentionOf(mark) {
  const key = mark.closest(".unit").dataset.unit;
  const number = Number(mark.dataset.mention.split(" ")[0]);
  return { key, number, name: stateOf(key).names[number] };
}

function formsFor(mark) {
  const { key, number, name } = mentionOf(mark);
  if (!name) return [];
  const made = make("form", "", "reform");
  if (!name.target) {
    made.append(button(`Write “${name.form}” into the translation`, () => insertName(key, name.form)));
    return [made];
  }
  const listed = new Set([name.form, ...allowed(name.concept)]);
  const choice = make("fieldset", "");
  choice.append(make("legend", "Form in the translation"));
  for (const form of listed) choice.append(option(form, form === name.form));
  const other = make("input", "");
  Object.assign(other, { type: "text", name: "other", autocomplete: "off", lang: targetTag, dir: "auto", placeholder: "Another form" });
  other.setAttribute("aria-label", "Another form");
  other.addEventListener("input", () => {
    for (const radio of choice.querySelectorAll("[type=radio]")) radio.checked = false;
  });
  choice.append(other);
  const scopes = make("div", "", "scopes");
  scopes.append(make("span", "Use it for"));
  for (const [scope, text] of [["mention", "this mention"], ["article", "the article"], ["batch", "the batch"]]) {
    scopes.append(button(text, () => reform(made, { key, number, name, scope })));
  }
  made.append(choice, scopes);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    reform(made, { key, number, name, scope: "mention" });
  });
  return [made];
}

function option(form, isChosen) {
  const label = make("label", "");
  const radio = make("input", "");
  Object.assign(radio, { type: "radio", name: "form", value: form, checked: isChosen });
  const text = make("bdi", form);
  text.lang = targetTag;
  label.append(radio, text);
  return label;
}

function reform(made, { key, number, name, scope }) {
  const { other, form: radios } = made.elements;
  const form = other.value.trim() || radios.value;
  if (!form) return;
  hide();
  leaveEditor();
  act([{ unit: key, kind: "name", concept: name.concept, mention: number, form, scope }], `“${form}”`);
  say(scope === "batch" ? `“${form}” here; the batch’s other articles get it when the review is applied` : `“${form}” it is`);
  const fresh = rows.get(key).querySelector(`.target .name[data-mention~="${number}"]`);
  if (fresh) fresh.focus({ preventScroll: true });
}

function insertName(key, form) {
  hide();
  edit(key);
  const [before, after] = [editor.value.slice(0, editor.selectionStart), editor.value.slice(editor.selectionEnd)];
  const gap = joiners.target;
  const spaced = `${/[\s(“«"'‘-]$|^$/u.test(before) ? "" : gap}${form}${/^[\p{L}\p{N}]/u.test(after) ? gap : ""}`;
  document.execCommand("insertText", false, spaced);
  sync();
}

function insertMissing(key) {
  const missing = stateOf(key).names.find((name) => !name.target);
  return missing ? insertName(key, missing.form) : say("No name is missing here");
}
