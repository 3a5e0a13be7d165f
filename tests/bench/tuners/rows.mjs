// What the runs say: rows as npm run bench has them, and a table with a line for each sampler, function and rival.
import { median, row } from '../contest.mjs';
import { signedRank } from './wilcoxon.mjs';

/** A difference that chance makes less often than this counts. */
const SIGNIFICANT = 0.05;

/** @typedef {{ at: number, ours: number | null, theirs: number | null, p: number | null, verdict: '' | 'better' | 'worse' }} Cell */
/** @typedef {{ sampler: string, problem: string, rival: string, note?: string, cells: Cell[] }} Pair */
/** @typedef {import('../contest.mjs').Row} Row */

/** @param {number[][]} curves @param {number} at @returns {number[]} the regret of each seed after so many trials, never below 0 */
const regretsAt = (curves, at) => curves.map((curve) => Math.max(0, curve[at - 1]));

/**
 * @param {number[][] | null} ours by seed; null where there is nothing to compare @param {number[][] | null} theirs
 * @param {number} at
 * @returns {Cell}
 */
function cell(ours, theirs, at) {
  const us = ours && regretsAt(ours, at);
  const them = theirs && regretsAt(theirs, at);
  const medians = { at, ours: us && median(us), theirs: them && median(them) };
  if (!us || !them) return { ...medians, p: null, verdict: '' };
  const { p, lower } = signedRank(us, them);
  return { ...medians, p, verdict: p >= SIGNIFICANT ? '' : lower ? 'better' : 'worse' };
}

/**
 * @param {Omit<Pair, 'cells'>} who @param {number[][] | null} ours @param {number[][] | null} theirs @param {number[]} budgets
 * @returns {Pair}
 */
export const pair = (who, ours, theirs, budgets) => ({
  ...who,
  cells: budgets.map((at) => cell(ours, theirs, at)),
});

/** @param {Pair} pair @returns {(Row & { p: number | null, verdict: string })[]} */
export const rowsOf = ({ sampler, problem, rival, note, cells }) =>
  cells.map(({ at, ours, theirs, p, verdict }) => {
    const name = `${sampler}/${problem}/${rival}@${at}`;
    const plain = row(name, 'median regret', ours, rival, theirs, { lower: true, note });
    return { ...plain, ratio: Number.isFinite(plain.ratio) ? plain.ratio : null, p, verdict };
  });

/** @param {number | null} value */
function figure(value) {
  if (value === null) return '-';
  if (value === 0) return '0';
  return value >= 1000 || value < 1e-3 ? value.toExponential(1) : value.toPrecision(3);
}

const MARKS = { better: '+', worse: '-', '': '' };

/** @param {Cell} cell */
const cellTexts = ({ ours, theirs, p, verdict }) => [
  figure(ours),
  figure(theirs),
  p === null ? '-' : `${p.toPrecision(1)}${MARKS[verdict]}`,
];

/** @param {Pair[]} pairs @param {number[]} budgets @returns {string[][]} */
export function pairLines(pairs, budgets) {
  const heads = budgets.flatMap((at) => [`ours@${at}`, 'theirs', 'p']);
  const lines = pairs.map(({ sampler, problem, rival, cells }) => [
    `${sampler}/${problem}`,
    rival,
    ...cells.flatMap(cellTexts),
  ]);
  return [['name', 'peer', ...heads], ...lines];
}

/** @param {Row[]} rows @returns {string[][]} */
export function costLines(rows) {
  const lines = rows.map(({ name, unit, ours, peer, theirs, ratio, note }) => [
    name,
    note ? `${peer} (${note})` : peer,
    figure(ours),
    figure(theirs),
    unit,
    ratio === null ? '-' : ratio.toFixed(1),
  ]);
  return [['name', 'peer', 'ours', 'theirs', 'unit', 'ratio'], ...lines];
}

/** share: the median over the seeds of ours / theirs. @param {(Row & { share: number, p: number })[]} rows @returns {string[][]} */
export function pruningLines(rows) {
  const lines = rows.map(({ name, peer, ours, theirs, note, share, p }) => [
    name,
    `${peer} (${note})`,
    String(Math.round(Number(ours))),
    String(Math.round(Number(theirs))),
    share.toFixed(2),
    p.toPrecision(1),
  ]);
  return [['name', 'peer', 'epochs', 'theirs', 'share', 'p'], ...lines];
}

/** Why figures are missing. @param {Pair[]} pairs @returns {string[]} */
export const notes = (pairs) => [
  ...new Set(
    pairs.flatMap(({ sampler, problem, note, cells }) => {
      if (!note) return [];
      return cells[0].ours === null ? [`${sampler}/${problem}: ${note}`] : [note];
    }),
  ),
];

/** One line for each sampler and rival at the largest budget. @param {Pair[]} pairs @returns {string[]} */
export function summary(pairs) {
  const groups = new Map();
  for (const one of pairs) {
    const key = `${one.sampler} beside ${one.rival}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].flatMap(([who, all]) => {
    const last = all
      .map((/** @type {Pair} */ { cells }) => cells[cells.length - 1])
      .filter((/** @type {Cell} */ { p }) => p !== null);
    if (last.length === 0) return [];
    const count = (/** @type {(cell: Cell) => boolean} */ of) => last.filter(of).length;
    const better = count(({ verdict }) => verdict === 'better');
    const worse = count(({ verdict }) => verdict === 'worse');
    const lower = count(({ ours, theirs }) => Number(ours) < Number(theirs));
    return [
      `${who} @${last[0].at}: significantly better on ${better}, worse on ${worse}, a lower median on ${lower} of ${last.length}`,
    ];
  });
}

/** @param {string[][]} lines @param {boolean} asMarkdown */
export function text(lines, asMarkdown) {
  const isName = (/** @type {number} */ i) => i < 2;
  if (asMarkdown) {
    const rule = lines[0].map((_, i) => (isName(i) ? '---' : '--:'));
    return [lines[0], rule, ...lines.slice(1)].map((line) => `| ${line.join(' | ')} |`).join('\n');
  }
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const align = (/** @type {string} */ part, /** @type {number} */ i) =>
    isName(i) ? part.padEnd(widths[i]) : part.padStart(widths[i]);
  return lines.map((line) => line.map(align).join('  ').trimEnd()).join('\n');
}
