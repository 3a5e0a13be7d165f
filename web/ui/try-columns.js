/** The columns of a table as a person thinks of them: a column of words, which was turned into several of 0 and 1, is one again. */

/** @typedef {import('../lib/predict-rows.js').Range} Range */
/** @typedef {{ kind: 'range', at: number, range: Range }} RangeColumn */
/** @typedef {{ kind: 'choice', name: string, options: { text: string, at: number }[] }} ChoiceColumn */

/** Of `column=word` both parts; null for any other name. @param {string} name */
function parts(name) {
  const at = name.indexOf('=');
  return at > 0 ? { column: name.slice(0, at), text: name.slice(at + 1) } : null;
}

/** @param {Range[]} ranges @returns {(RangeColumn | ChoiceColumn)[]} */
export function columnsOf(ranges) {
  /** @type {(RangeColumn | ChoiceColumn)[]} */
  const columns = [];
  ranges.forEach((range, at) => {
    const named = range.whole && range.low >= 0 && range.high <= 1 ? parts(range.name) : null;
    const last = columns.at(-1);
    if (!named) columns.push({ kind: 'range', at, range });
    else if (last?.kind === 'choice' && last.name === named.column)
      last.options.push({ text: named.text, at });
    else columns.push({ kind: 'choice', name: named.column, options: [{ text: named.text, at }] });
  });
  return columns;
}

/** Another word of a column. @param {readonly number[]} values @param {ChoiceColumn} column @param {number} at */
export function chosen(values, { options }, at) {
  const others = new Set(options.map((option) => option.at));
  return values.map((value, i) => (others.has(i) ? Number(i === at) : value));
}

/**
 * A row in a few words: numbers with their column, and of columns of words the word.
 * @param {readonly number[]} values @param {readonly string[]} names @param {(value: number) => string} format @param {number} most
 */
export function brief(values, names, format, most) {
  const all = values.flatMap((value, i) => {
    const named = parts(names[i] ?? '');
    if (!named) return [`${names[i] ?? i + 1} ${format(value)}`];
    return value === 0 ? [] : [`${named.column} ${named.text}`];
  });
  return all.slice(0, most).join(', ') + (all.length > most ? ' …' : '');
}
