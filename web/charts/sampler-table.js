/** The numbers of the sampler's chart. */
import { formatValue } from './format.js';
import { barTable } from './sampler-bar.js';
import { partsOf } from './sampler-population.js';
import { reached } from './sampler-rungs.js';

/** @typedef {import('./look.js').Look} Look */
/** @typedef {any} SamplerInfo as sampler.js has it */

const SURFACES = ['mean', 'deviation', 'acquisition'];

/** @param {SamplerInfo} info @param {Look} look */
export function table(info, look) {
  const { t } = look;
  const { kind, view, metric } = info;
  if (kind === 'bar') return barTable(info, look);
  if (kind === 'asha')
    return {
      columns: ['rung', 'trial', 'went']
        .map((name) => t(`chart.sampler.column.${name}`))
        .toSpliced(2, 0, metric),
      rows: reached(info).flatMap(({ step, trials }) =>
        trials.map(({ number, value, promoted }) => [step, number, value, promoted ? '✓' : null]),
      ),
    };
  if (kind === 'tpe') {
    const rows = Object.entries(view.params).flatMap(([name, own]) =>
      own.values.map((/** @type {any} */ value, /** @type {number} */ i) => [
        name,
        plain(value),
        figure(own.good[i]),
        figure(own.bad[i]),
      ]),
    );
    return {
      columns: [
        t('chart.space.param'),
        ...['value', 'good', 'others'].map((name) => t(`chart.sampler.column.${name}`)),
      ],
      rows,
    };
  }
  if (kind === 'gp') {
    const { x, y, mean, deviation, acquisition } = view;
    const columns = [
      x.param,
      ...(y ? [y.param] : []),
      ...SURFACES.map((name) => t(`chart.sampler.${name}`)),
    ];
    const rows = mean.map((/** @type {number} */ each, /** @type {number} */ i) => [
      plain(x.values[i % x.values.length]),
      ...(y ? [plain(y.values[Math.floor(i / x.values.length)])] : []),
      figure(each),
      figure(deviation[i]),
      figure(acquisition[i]),
    ]);
    return { columns, rows };
  }
  return trialsTable(info, look);
}

/** The trials of a plane, and the part that each has. @param {SamplerInfo} info @param {Look} look */
function trialsTable(info, { t }) {
  const { kind, known, waiting, across, up, metric, generation } = info;
  const names = [across, up].flatMap((axis) => (axis ? [axis.name] : []));
  const trials = [...known, ...waiting];
  const parts = kind === 'nsga2' ? partsOf(info) : null;
  /** @param {number} number @returns {(string | number | null)[]} */
  const part = (number) => {
    if (generation) return [generation.has(number) ? '✓' : null];
    if (!parts) return [];
    const own = parts.get(number) ?? null;
    return [own === 'child' ? t('chart.sampler.nsga.child') : own];
  };
  const more = generation ? ['generation'] : parts ? ['rank'] : [];
  return {
    columns: [
      t('chart.space.trial'),
      ...names,
      metric,
      ...more.map((name) => t(`chart.sampler.column.${name}`)),
    ],
    rows: trials.map(({ number, params, value }) => [
      number,
      ...names.map((name) => plain(params[name])),
      value ?? null,
      ...part(number),
    ]),
    trials: trials.map(({ number }) => number),
  };
}

/** @param {any} value */
const plain = (value) =>
  typeof value === 'number' ? figure(value) : value === undefined ? null : formatValue(value);
/** @param {number} value */
const figure = (value) => (Number.isFinite(value) ? Number(value.toPrecision(5)) : null);
