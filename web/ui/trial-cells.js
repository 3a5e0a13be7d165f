/** What stands in a cell of the trial table. */
import { html, nothing } from 'lit';
import {
  formatCost,
  formatScore,
  formatSeconds,
  formatShare,
  formatSpread,
  formatValue,
} from '../charts/format.js';
import { wordOr } from './controls.js';

/** @typedef {import('../lib/types').TrialView} TrialView */
/** @typedef {import('./controls.js').Translate} Translate */

/** A shape for each state, so that colour is never alone. */
const SHAPES = { running: '◌', complete: '●', pruned: '△', failed: '×' };

/** @param {TrialView} trial @param {string} key of a column (trial-rows.js) @param {Translate} t */
export function cellOf(trial, key, t) {
  if (key === 'number') return trial.number;
  if (key === 'seconds') return trial.seconds === undefined ? '' : formatSeconds(trial.seconds);
  if (key === 'value') return scoreOf(trial);
  if (key === 'state') return stateOf(trial, t);
  if (key.startsWith('objective:')) return formatCost(trial.values?.[Number(key.slice(10))]);
  return formatValue(trial.params[key.slice(6)]);
}

/** @param {TrialView} trial */
function scoreOf({ value, std, folds = [] }) {
  if (typeof value !== 'number') return '';
  const spread = folds.length > 1 ? formatSpread(value, std) : '';
  return html`${formatScore(value)}${spread ? html` <span class="std">${spread}</span>` : nothing}`;
}

/** @param {TrialView} trial @param {Translate} t */
function stateOf({ status, share: done, reason: code, step }, t) {
  const share = status === 'running' ? formatShare(done) : '';
  const reason = code ? wordOr(t, `page.reason.${code}`, code) : '';
  const state = step ? t('page.trial.prunedAt', { step }) : t(`page.trial.${status}`);
  const plain = status !== 'complete' && !share && !reason;
  return html`<span class="shape" aria-hidden="true">${SHAPES[status]}</span><span class=${plain ? '' : 'hidden-text'}>${state} </span>${share}${reason}`;
}
