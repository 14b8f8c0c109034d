"use strict";

/* Fold letters for searching, one unit to one unit, so that places in the folded text are places in the text. */
const folded = new Map();

function foldUnit(unit) {
  let plain = folded.get(unit);
  if (plain === undefined) {
    // Marks are only taken off alphabets: a Hangul syllable without its "marks" would be another syllable.
    const base = unit < "\u0590" || (unit >= "\u1e00" && unit < "\u2000") ? unit.normalize("NFD")[0] : unit;
    plain = base.toLowerCase();
    if (plain.length !== 1) plain = unit;
    if ("\u2018\u2019\u02bc".includes(unit)) plain = "'";
    if ("\u201c\u201d\u201e\u00ab\u00bb".includes(unit)) plain = '"';
    if ("\u2010\u2011\u2012\u2013\u2014".includes(unit)) plain = "-";
    if ("\u00a0\u202f\n\t".includes(unit)) plain = " ";
    folded.set(unit, plain);
  }
  return plain;
}

function fold(text) {
  let plain = "";
  for (let at = 0; at < text.length; at += 1) plain += foldUnit(text[at]);
  return plain;
}

function later(action, wait) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), wait);
  };
}

function plural(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
