/* When all is declared */
async function begin() {
  count();
  if (!isEditable) return;
  if (isServed) await catchUp();
  restore();
  drawSteps();
  drawSaved();
  measure();
}

begin();
