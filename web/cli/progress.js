/** How far a run is, on standard error: one line redrawn on a terminal, a line now and then elsewhere. */
import { createStore } from '../lib/index.js';
import { firstObjective } from '../lib/objectives.js';
import { bar, duration, percent, score, widthOf } from './text.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('./main.js').Terminal} Terminal */

const REDRAW = 100; // milliseconds
const PLAIN = 5000; // milliseconds between lines where nothing can be redrawn

/** @param {Terminal} terminal */
export function createProgress({ t, complain }) {
  const { stderr } = process;
  const every = stderr.isTTY ? REDRAW : PLAIN;
  const store = createStore({ schedule: (notify) => void setTimeout(notify, every).unref() });
  let drawn = false;
  const clear = () => {
    if (drawn) stderr.write('\r\x1b[K');
    drawn = false;
  };
  const stop = store.subscribe((snapshot) => {
    const line = lineOf(t, snapshot);
    if (line === '') return;
    if (!stderr.isTTY) return complain(line);
    stderr.write(`\r${cut(line, stderr.columns || 80)}\x1b[K`);
    drawn = true;
  });
  return {
    apply: (/** @type {import('../lib/types').RunEvent} */ event) => store.apply(event),
    /** A line above the bar. @param {string} text */
    say(text) {
      clear();
      complain(text);
    },
    end() {
      stop();
      clear();
    },
  };
}

/** @param {Terminal['t']} t @param {Snapshot} snapshot */
function lineOf(t, snapshot) {
  const { status, loading, refit, planned, finished, best, failed, pruned, left, study } = snapshot;
  if (status === 'loading' && loading) {
    return t('cli.loading', { what: loading.what, share: percent(loading.share) });
  }
  const rest = left && t('cli.progress_left', { low: duration(left[0]), high: duration(left[1]) });
  if (status === 'refitting')
    return [t('cli.refit', { share: percent(refit) }), rest].filter(Boolean).join('  ');
  if (status !== 'running' || planned === 0) return '';
  const parts = [t('cli.progress', { bar: bar(shareOf(snapshot)), finished, planned })];
  if (best && study) {
    const { metric } = firstObjective(study);
    parts.push(t('cli.progress_best', { metric, value: score(best.value), number: best.number }));
  }
  if (pruned > 0) parts.push(t('cli.progress_pruned', { pruned }));
  if (failed > 0) parts.push(t('cli.progress_failed', { failed }));
  if (rest) parts.push(rest);
  return parts.join('  ');
}

/** Running trials count as far as they are. @param {Snapshot} snapshot */
function shareOf({ trials, finished, planned }) {
  const running = trials.reduce(
    (sum, { status, share }) => sum + (status === 'running' ? share : 0),
    0,
  );
  return (finished + running) / planned;
}

/** @param {string} line @param {number} width */
function cut(line, width) {
  let end = line.length;
  while (end > 0 && widthOf(line.slice(0, end)) >= width) end--;
  return line.slice(0, end);
}
