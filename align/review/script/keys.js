/* Keys: none that a letter typed by voice or habit would set off, but `?`, which the sheet of keys switches off */
function keysOf(event) {
  const letter = /^Key[A-Z]$/u.test(event.code) && event.altKey ? event.code.slice(3) : event.key;
  const name = letter.length === 1 ? letter.toUpperCase() : letter;
  if (name === "?") return "?";
  const held = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : ""];
  return [...held, name].filter(Boolean).join("+");
}

const byKeys = new Map(Object.values(commands).map((command) => [command.keys, command]));
if (isEditable) byKeys.set("Ctrl+Y", commands.redo);

function isField(element) {
  return element.matches("textarea, select, input:not([type=checkbox], [type=radio])");
}

document.addEventListener("keydown", (event) => {
  const command = byKeys.get(keysOf(event));
  if (!command || event.isComposing || document.querySelector("dialog[open]")) return;
  if (command.outside && isField(event.target) && !(command === commands.undo && isUntouched())) return;
  if (command === commands.keys && recall("no-sheet-key")) return;
  if (command !== commands.back) event.preventDefault();
  run(command);
});

for (const [name, { keys, label }] of Object.entries(commands)) {
  for (const pressed of document.querySelectorAll(`[data-command="${name}"]`)) {
    pressed.title = `${label} (${spelled(keys)})`;
    pressed.setAttribute("aria-keyshortcuts", keys.replace("Ctrl", "Control"));
  }
}

