import { LitElement, html, nothing, svg } from 'lit';
import { formatCount, formatNumber } from '../charts/format.js';
import { describeProblem } from '../lib/i18n/index.js';
import { controls, emit } from './controls.js';
import { styles } from './data-peek-styles.js';
import { fileFields } from './form-styles.js';

/** @typedef {import('./form-context.js').FormContext} FormContext */
/** @typedef {import('../lib/peek.js').Peek} Peek */

/** More classes than these are counted together. */
const MOST_CLASSES = 10;
/** More than these stand side by side. */
const FEW_CLASSES = 4;
const SHORT_NAME = 8;
/** More columns than these are left out of the first rows. */
const MOST_COLUMNS = 40;
/** What is read in no time keeps its place meanwhile. */
const LITTLE = 600e3;
const WIDTH = 288;
const HEIGHT = 128;
const PAD = 6;
const COLOURS = ['var(--best)', 'var(--miss)', 'var(--tuned)'];

/**
 * The data before anything runs: some of its rows, how many of each class, which rows go where.
 *
 * @property context  the form it stands in
 * @property own      names of all columns of the reader's own table
 * @fires look  the reader wants to see a large set
 * @fires files  File[] of the reader's own
 */
export class DataPeek extends LitElement {
  static properties = { context: { attribute: false }, own: { attribute: false } };

  static styles = [controls, fileFields, styles];

  constructor() {
    super();
    /** @type {FormContext | undefined} */
    this.context = undefined;
    /** @type {string[]} */
    this.own = [];
  }

  render() {
    const { context } = this;
    if (!context) return nothing;
    const { t, look } = context;
    const { state, peek, share, bytes } = look;
    const size = bytes ? t('page.peek.size', { size: megabytes(bytes) }) : '';
    return html`
      <div class="own">
        <label class="file">${t('page.peek.own')}
          <input type="file" multiple accept=".csv,.tsv,.txt,.json,.gz,.idx,.ubyte,.bin,*/*" @change=${this.#files} />
        </label>
        <span class="muted">${t('page.peek.accepted')}</span>
      </div>
      ${
        state === 'offered'
          ? html`<p class="wait"><button type="button" @click=${() => emit(this, 'look')}>${t('page.peek.look')}${size}</button></p>`
          : nothing
      }
      <div role="status">${
        state === 'loading' && !peek
          ? html`<p class=${bytes <= LITTLE ? 'coming muted' : 'wait muted'}>${share === null ? t('page.peek.reading') : t('page.peek.share', { percent: Math.round(share * 100) })}</p>`
          : state === 'failed' && !peek
            ? html`<p class="muted">${t('page.peek.failed')}</p>`
            : nothing
      }</div>
      ${peek ? this.#shown(peek) : nothing}
    `;
  }

  /** @param {Peek} peek */
  #shown(peek) {
    const { t, look } = /** @type {FormContext} */ (this.context);
    const { state } = look;
    const { split, notes, counts, spread } = peek;
    return html`
      ${this.#sample(peek)}
      ${peek.head ? this.#head(peek) : nothing}
      ${counts.length ? this.#classes(peek) : nothing}
      ${spread ? this.#spread(spread, peek.facts.target) : nothing}
      ${split && state !== 'failed' ? this.#split(split) : nothing}
      ${
        notes.length
          ? html`<details><summary>${t('page.peek.notes', { count: notes.length })}</summary>
            <ul class="notes">${notes.map((note) => html`<li>${describeProblem(/** @type {any} */ (t), note)}</li>`)}</ul></details>`
          : nothing
      }
    `;
  }

  /** @param {Peek} peek */
  #sample({ sample, facts }) {
    const { t } = /** @type {FormContext} */ (this.context);
    const nameOf = (/** @type {number} */ label) => facts.classes[label] ?? formatNumber(label);
    if (sample.kind === 'pictures')
      return html`<h4>${t('page.peek.pictures')}</h4><ul class="pictures">${sample.items.map(
        ({ label }) =>
          html`<li title=${nameOf(label)}><canvas width=${sample.width} height=${sample.height} aria-hidden="true"></canvas>${nameOf(label)}</li>`,
      )}</ul>`;
    if (sample.kind === 'texts')
      return html`<h4>${t('page.peek.texts')}</h4><ul class="texts">${sample.items.map(
        ({ words, more, label }) =>
          html`<li><strong>${nameOf(label)}</strong> <span class="small">${words.join(' ')}${more ? html` <span class="muted">${t('page.peek.words', { count: formatCount(more) })}</span>` : nothing}</span></li>`,
      )}</ul>`;
    if (sample.kind === 'plane') {
      const words = t('page.sketch.dots', { x: sample.columns[0], y: sample.columns[1] });
      return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${words}>${dots(sample, facts.classes.length)}</svg>
        <p class="muted small" aria-hidden="true">${words}</p>`;
    }
    if (sample.kind === 'series') {
      const words = t('page.peek.series', { column: sample.column, window: sample.window });
      return html`<svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${words}>${line(sample.line, sample.window)}</svg>
        <p class="muted small" aria-hidden="true">${words}</p>`;
    }
    return nothing;
  }

  /** @param {Peek} peek */
  #head({ head }) {
    if (!head) return nothing;
    const { t } = /** @type {FormContext} */ (this.context);
    const shown = head.columns.slice(0, MOST_COLUMNS);
    const classOf = (/** @type {number} */ i) => {
      const role = head.roles[i];
      const first = head.rows.map((row) => row[i] ?? '').find((cell) => cell !== '') ?? '';
      const right = first !== '' && !Number.isNaN(Number(first)) ? 'number' : '';
      return `${role === 'target' || role === 'unused' ? role : ''} ${right}`;
    };
    const titleOf = (/** @type {number} */ i) =>
      `${head.columns[i]}: ${t(`page.peek.role.${head.roles[i]}`)}`;
    return html`<h4>${t('page.peek.rows')}</h4>
      <div class="scroll" role="region" tabindex="0" aria-label=${t('page.peek.rows')}>
        <table><thead><tr>${shown.map((name, i) => html`<th scope="col" class=${classOf(i)} title=${titleOf(i)}>${name}</th>`)}</tr>${this.#kinds(head, shown)}</thead>
        <tbody>${head.rows.map((row) => html`<tr>${shown.map((_, i) => html`<td class=${classOf(i)} title=${row[i] ?? ''}>${row[i] ?? ''}</td>`)}</tr>`)}</tbody></table>
      </div>`;
  }

  /** What each column of the reader's own table holds, to be chosen. @param {NonNullable<Peek['head']>} head @param {string[]} shown */
  #kinds({ roles }, shown) {
    const { context, own } = this;
    if (own.length === 0 || !context) return nothing;
    return html`<tr>${shown.map(
      (
        name,
        i,
      ) => html`<td class="kind"><column-kind .context=${context} .columns=${own} .name=${name} .found=${roles[i]}
        .label=${context.t('page.peek.kind', { name })}></column-kind></td>`,
    )}</tr>`;
  }

  /** @param {Peek} peek */
  #classes({ counts, facts }) {
    const { t } = /** @type {FormContext} */ (this.context);
    const all = counts.reduce((sum, count) => sum + count, 0);
    const most = Math.max(...counts);
    const others = counts.slice(MOST_CLASSES);
    const isShort = facts.classes.every((name) => name.length <= SHORT_NAME);
    const isMany = counts.length > FEW_CLASSES && isShort;
    const bar = (/** @type {string} */ name, /** @type {number} */ count) => html`
      <dt title=${name}>${name}</dt>
      <dd><svg class="bar held" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width=${Math.min(100, (100 * count) / most)} height="8" /></svg>
        <span class="count">${formatCount(count)} <span class="muted">${Math.round((100 * count) / all)} %</span></span></dd>`;
    return html`<h4>${t('page.peek.classes')}</h4>
      <dl class="bars ${isMany ? 'many' : ''}">${facts.classes.slice(0, MOST_CLASSES).map((name, i) => bar(name, counts[i]))}
        ${
          others.length
            ? bar(
                t('page.peek.others', { count: others.length }),
                others.reduce((sum, count) => sum + count, 0),
              )
            : nothing
        }</dl>`;
  }

  /** @param {NonNullable<Peek['spread']>} spread @param {string} target */
  #spread({ low, high, bars }, target) {
    const { t } = /** @type {FormContext} */ (this.context);
    const values = { target, low: formatNumber(low), high: formatNumber(high) };
    const words = t('page.peek.spread', values);
    const most = Math.max(...bars);
    const step = WIDTH / bars.length;
    return html`<h4>${words}</h4>
      <svg class="plot held" viewBox="0 0 ${WIDTH} 48" role="img" aria-label=${`${words}: ${bars.map(formatCount).join(', ')}`}>
        ${bars.map((count, i) => svg`<rect x=${i * step + 1} y=${48 - (46 * count) / most} width=${step - 2} height=${(46 * count) / most} />`)}</svg>`;
  }

  /** @param {NonNullable<Peek['split']>} split */
  #split({ train, folds, always, test, unused }) {
    const { t } = /** @type {FormContext} */ (this.context);
    const one = folds.length === 1;
    const parts = one
      ? [
          { kind: 'train', rows: always },
          { kind: 'held', rows: folds[0] },
        ]
      : [
          ...(always ? [{ kind: 'train', rows: always }] : []),
          ...folds.map((rows) => ({ kind: 'train', rows })),
        ];
    if (test) parts.push({ kind: 'test', rows: test });
    if (unused) parts.push({ kind: 'left', rows: unused });
    const all = train + test + unused;
    let x = 0;
    const rects = parts.map(({ kind, rows }) => {
      const from = x;
      x += (300 * rows) / all;
      return svg`<rect class=${kind} x=${from} width=${x - from} height="14" />`;
    });
    const values = { rows: formatCount(train), folds: folds.length };
    const words = one
      ? [
          ['train', t('page.peek.train', { rows: formatCount(always) })],
          ['held', t('page.peek.held', { rows: formatCount(folds[0]) })],
        ]
      : [['train', t('page.peek.folds', { ...values, each: formatCount(folds[0] ?? 0) })]];
    if (test) words.push(['test', t('page.peek.test', { rows: formatCount(test) })]);
    if (unused) words.push(['left', t('page.peek.unused', { rows: formatCount(unused) })]);
    return html`<h4>${t('page.peek.split')}</h4>
      <svg class="split" viewBox="0 0 300 14" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>
      <p class="key">${words.map(([kind, text]) => html`<span class=${kind}>${text}</span>`)}</p>`;
  }

  updated() {
    const sample = this.context?.look.peek?.sample;
    if (sample?.kind !== 'pictures') return;
    this.renderRoot.querySelectorAll('canvas').forEach((canvas, i) => {
      const context = canvas.getContext('2d');
      if (context) context.putImageData(imageOf(sample, i), 0, 0);
    });
  }

  /** @param {Event & {target: HTMLInputElement}} event */
  #files(event) {
    const files = [...(event.target.files ?? [])];
    event.target.value = '';
    if (files.length) emit(this, 'files', files);
  }
}

/** @param {Extract<Peek['sample'], {kind: 'pictures'}>} sample @param {number} i */
function imageOf({ width, height, channels, items }, i) {
  const image = new ImageData(width, height);
  const { pixels } = items[i];
  for (let p = 0; p < width * height; p++) {
    for (let c = 0; c < 3; c++)
      image.data[4 * p + c] = pixels[p * channels + (channels === 3 ? c : 0)];
    image.data[4 * p + 3] = 255;
  }
  return image;
}

/** @param {number[]} values @param {number} size @returns {(value: number) => number} */
function scaleOf(values, size) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return (value) => PAD + ((value - low) / span) * (size - 2 * PAD);
}

/** A shape and a colour for each class. @param {Extract<Peek['sample'], {kind: 'plane'}>} sample @param {number} classes */
function dots({ x, y, labels }, classes) {
  const [toX, toY] = [scaleOf(x, WIDTH), scaleOf(y, HEIGHT)];
  return labels.map((label, i) => {
    const [cx, cy] = [toX(x[i]), HEIGHT - toY(y[i])];
    const kind = classes > 0 ? label % COLOURS.length : 0;
    if (kind === 0) return svg`<circle cx=${cx} cy=${cy} r="2.2" fill=${COLOURS[0]} />`;
    if (kind === 1)
      return svg`<rect x=${cx - 2} y=${cy - 2} width="4" height="4" fill="none" stroke=${COLOURS[1]} />`;
    return svg`<path d=${`M${cx} ${cy - 3}l2.8 5h-5.6z`} fill=${COLOURS[2]} />`;
  });
}

/** The first window is shaded. @param {number[]} values @param {number} window */
function line(values, window) {
  const toY = scaleOf(values, HEIGHT);
  const step = (WIDTH - 2 * PAD) / Math.max(1, values.length - 1);
  const points = values.map((value, i) => `${PAD + i * step},${HEIGHT - toY(value)}`);
  return svg`<rect x=${PAD} y="0" width=${step * (window - 1)} height=${HEIGHT} fill="var(--tuned-wash)" />
    <polyline points=${points.join(' ')} fill="none" stroke="var(--best)" stroke-width="1.3" />`;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return bytes < 95e3 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

customElements.define('data-peek', DataPeek);
