/** What the sampler's chart says of what it shows. */
import { formatNumber, formatScore, formatValue } from './format.js';
import { offNote } from './off-axis.js';
import { barNote, barWords } from './sampler-bar.js';
import { alongOf, widthOf } from './sampler-cloud.js';
import { tellingOf } from './sampler-densities.js';
import { offPlane } from './sampler-population.js';
import { offSlice } from './sampler-plane.js';
import { beyondOf, reached } from './sampler-rungs.js';
import { percent } from './why.js';

/** @typedef {import('./look.js').Look} Look */
/** @typedef {any} SamplerInfo as sampler.js has it */

/** @param {SamplerInfo} info @param {Look} look @param {boolean} [isEmpty] */
export function sentence(info, { t, called = String }, isEmpty = false) {
  if (isEmpty) return t('chart.sampler.empty');
  const when = whenOf(info, t);
  return `${when}${what(info, t, called)}`;
}

/** @param {SamplerInfo} info @param {Look['t']} t */
function whenOf({ step, waiting, status, known }, t) {
  if (step !== null) return t('chart.sampler.before', { trial: step, known: known.length });
  return status === 'running' && waiting.length
    ? t('chart.sampler.now', { known: known.length })
    : '';
}

/** @param {SamplerInfo} info @param {Look['t']} t @param {(name: string) => string} called */
function what(info, t, called) {
  const { kind, name, view, next, early, maximize } = info;
  if (info.waits) return t('chart.loading');
  if (kind === 'asha') return rungWords(info, t);
  if (kind === 'bar') return barWords(info, t);
  if (kind === 'cma_es') return cloudWords(info, t, called);
  if (kind === 'nsga2') return populationWords(info, t);
  if (early) return t('chart.sampler.early', { name });
  if (kind === 'tpe') {
    const telling = tellingOf(info);
    return telling ? t('chart.sampler.tpe', telling) : t('chart.sampler.alike');
  }
  if (kind === 'gp') {
    const { mean, deviation } = view;
    const top = mean.reduce(
      (/** @type {number} */ at, /** @type {number} */ each, /** @type {number} */ i) =>
        (maximize ? each > mean[at] : each < mean[at]) ? i : at,
      0,
    );
    const values = {
      value: formatScore(mean[top]),
      deviation: formatNumber(Number(deviation[top].toPrecision(2))),
    };
    const goal = next
      ? t('chart.sampler.went.next', { trial: next.number })
      : t('chart.sampler.goes');
    return `${t('chart.sampler.gp', { ...values, at: placeWords(info, top, called) })} ${goal}`;
  }
  return t(`chart.sampler.is.${name}`);
}

/** @param {SamplerInfo} info @param {number} at index of a figure of the view @param {(name: string) => string} called */
function placeWords({ view }, at, called) {
  const { x, y } = view;
  const value = (/** @type {any} */ each) =>
    formatValue(typeof each === 'number' ? Number(each.toPrecision(2)) : each);
  const across = `${called(x.param)} ${value(x.values[at % x.values.length])}`;
  return y
    ? `${across}, ${called(y.param)} ${value(y.values[Math.floor(at / x.values.length)])}`
    : across;
}

/** @param {SamplerInfo} info @param {Look['t']} t */
function rungWords(info, t) {
  const rungs = reached(info);
  const [first] = rungs;
  if (!first) return t('chart.sampler.early', { name: 'asha' });
  const counts = rungs.map(({ trials }) => trials.length).join(' → ');
  return t('chart.sampler.asha', { counts, steps: rungs.map(({ step }) => step).join(', ') });
}

/** Where cma_es draws, and how much narrower that is than at the start. @param {SamplerInfo} info @param {Look['t']} t @param {(name: string) => string} called */
function cloudWords({ view, across, up }, t, called) {
  const { generation, size } = view;
  const at = [across, up].flatMap((axis) => {
    const along = axis && alongOf(view, axis);
    return along ? [`${called(axis.name)} ${axis.text(Math.min(Math.max(along.mean, 0), 1))}`] : [];
  });
  const place = at.join(', ') || '–';
  if (generation === 0) return t('chart.sampler.cma.first', { at: place, size });
  const width = percent(widthOf(view));
  return t('chart.sampler.cma.says', { at: place, width, generations: generation });
}

/** @param {SamplerInfo} info @param {Look['t']} t */
function populationWords({ view }, t) {
  const { parents, size } = view;
  if (parents.length === 0) return t('chart.sampler.nsga.first', { size });
  const front = parents.filter((/** @type {{rank: number}} */ { rank }) => rank === 0).length;
  return t('chart.sampler.nsga.says', { parents: parents.length, front });
}

/** @param {SamplerInfo} info @param {Look} look */
export function note(info, look) {
  const own = ownNote(info, look);
  const { trials } = info.warm ?? {};
  return trials ? `${own} ${look.t('chart.sampler.warm', { trials })}`.trim() : own;
}

/** @param {SamplerInfo} info @param {Look} look */
function ownNote(info, { t }) {
  const { kind, up, view, axes, show, waits, known } = info;
  if (waits) return '';
  if (kind === 'asha') {
    const off = offNote(beyondOf(info), info.maximize, t);
    return `${t('chart.sampler.ladder')} ${off}`.trim();
  }
  if (kind === 'bar') return barNote(info, t);
  if (kind === 'tpe') return t('chart.sampler.rugs');
  if (kind === 'points') return t('chart.slice.age');
  if (kind === 'cma_es') {
    const said = [t('chart.sampler.cma.note', { size: view.size })];
    if (Object.keys(view.shares).length) said.push(t('chart.sampler.cma.shares'));
    return said.join(' ');
  }
  if (kind === 'nsga2') {
    const off = info.over === 'values' ? offPlane(info) : 0;
    return `${t('chart.sampler.nsga.note')} ${offNote(off, false, t)}`.trim();
  }
  const said = [up ? t(`chart.sampler.note.${show}`) : t('chart.sampler.note.slice')];
  const off = up ? 0 : offSlice(info);
  if (off) said.push(offNote(off, info.maximize, t));
  if (axes.length > (up ? 2 : 1) && view.best !== null && known.length)
    said.push(t('chart.sampler.others', { trial: view.best }));
  return said.join(' ');
}
