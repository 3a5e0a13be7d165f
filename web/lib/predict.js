/**
 * What can be said of a network that was trained: how it did on the rows that it had not seen, and what it makes of others. Runs in
 * the worker that trained it (workers/trial.worker.js); trial-look.js asks from outside.
 */
import { confusionOf, reportOf } from './predict-classes.js';
import { firstLayer, nearWords } from './predict-layers.js';
import { displayOf, inputsOf, rangesOf } from './predict-rows.js';

/** @typedef {import('./types').Dataset} Dataset */
/** @typedef {import('./engine-trial.js').DatasetHandle} DatasetHandle */
/** @typedef {import('./engine-trial.js').TrialHandle} TrialHandle */
/** @typedef {import('./predict-rows.js').Display} Display */
/** @typedef {import('./predict-rows.js').Own} Own */
/** @typedef {{ fold: number, rows: Int32Array, predicted: Float32Array }} Part held-out rows and what was made of them */
/** @typedef {Omit<Part, 'predicted'> & { predicted: Float32Array | null }} Kept null: not yet asked for */
/** @typedef {{ row: number, fold: number, truth: number, input: Display, probabilities?: Float32Array, guess?: number }} Seen */

/** Rows that are predicted in one call: a limit to memory, not to what can be asked. */
const MOST_ROWS = 4096;
/** Words whose weight is asked one by one. */
const MOST_WORDS = 256;
const UNKNOWN = 2;
const TEST = -1;

export class Findings {
  #data;
  #handle;
  #trial;
  #job;
  #roles;
  #folds;
  #seen = 0;
  /** @type {Kept[]} */
  #parts = [];
  /** @type {import('./predict-rows.js').Range[] | undefined} */
  #ranges;

  /**
   * @param {Dataset} data @param {DatasetHandle} handle the same in the engine @param {TrialHandle} trial
   * @param {{ config: Float64Array, refit: number, layers: Record<string, any>[] }} job layers: of the configuration, in C's order
   */
  constructor(data, handle, trial, job) {
    this.#data = data;
    this.#handle = handle;
    this.#trial = trial;
    this.#job = job;
    this.#roles = handle.roles();
    this.#folds = this.#roles.reduce((most, role) => Math.max(most, role + 1), 1);
  }

  get #classes() {
    return this.#data.classes.length;
  }

  /** Called after each slice: a fold that has just ended is predicted before its weights are gone. Those of a refit stay. */
  look() {
    if (this.#trial.fold === this.#seen) return;
    const isRefit = this.#job.refit > 0;
    const rows = Int32Array.from(this.#rowsOf(isRefit ? TEST : this.#seen % this.#folds));
    const predicted = isRefit ? null : this.#predictRows(rows);
    this.#parts.push({ fold: this.#seen, rows, predicted });
    this.#seen = this.#trial.fold;
  }

  /** @param {number} role @returns {Generator<number, void>} */
  *#rowsOf(role) {
    for (let row = 0; row < this.#roles.length; row++) if (this.#roles[row] === role) yield row;
  }

  /** @param {Int32Array} rows */
  #predictRows(rows) {
    const width = Math.max(1, this.#classes);
    const all = new Float32Array(rows.length * width);
    for (let from = 0; from < rows.length; from += MOST_ROWS)
      all.set(this.#trial.predictRows(rows.subarray(from, from + MOST_ROWS)), from * width);
    return all;
  }

  /** @param {string} question @param {any} content */
  answer(question, content) {
    switch (question) {
      case 'confusion':
        return this.#confusion(content);
      case 'mistakes':
        return this.#mistakes(content);
      case 'row':
        return this.#row(content);
      case 'ranges':
        return this.#rangesOf();
      case 'layer':
        return this.#layer();
      case 'near':
        return nearWords(this.#known(), content);
      case 'boundary':
        return this.#boundary(content);
      case 'predict':
        return this.#predict(content);
      case 'weigh':
        return this.#weigh(content);
      default:
        throw new Error(`${question} is no question`);
    }
  }

  /** @param {number | null} fold @returns {Part[]} */
  #partsOf(fold) {
    const parts = this.#parts.filter((part) => fold === null || part.fold === fold);
    return parts.map((part) => {
      part.predicted ??= this.#predictRows(part.rows);
      return { ...part, predicted: part.predicted };
    });
  }

  #rangesOf() {
    this.#ranges ??= rangesOf(this.#data);
    return this.#ranges;
  }

  /** Over the held-out rows of one fold or of all. @param {{ fold: number | null }} content */
  #confusion({ fold }) {
    if (this.#classes === 0) return null;
    const counts = confusionOf(this.#partsOf(fold), this.#data.y, this.#classes);
    return { confusion: counts, classes: reportOf(counts, this.#data.classes) };
  }

  /**
   * Rows that were taken for another class, the most certain first; of numbers those that were missed by most.
   * @param {{ fold: number | null, limit: number, truth: number | null, guess: number | null }} content
   */
  #mistakes({ fold, limit, truth, guess }) {
    const wrong = this.#partsOf(fold).flatMap((part) => this.#wrong(part));
    const asked = wrong.filter(
      (each) =>
        (truth === null || each.truth === truth) && (guess === null || each.guess === guess),
    );
    asked.sort((a, b) => b.weight - a.weight || a.row - b.row);
    const shown = asked.slice(0, limit).map(({ weight: _, ...each }) => ({
      ...each,
      input: displayOf(this.#data, each.row),
    }));
    return { total: asked.length, shown };
  }

  /** @param {Part} part */
  #wrong({ fold, rows, predicted }) {
    const { y } = this.#data;
    const c = this.#classes;
    if (c === 0)
      return [...rows].map((row, i) => {
        const weight = Math.abs(predicted[i] - y[row]);
        return { row, fold, truth: y[row], guess: predicted[i], weight };
      });
    return [...rows].flatMap((row, i) => {
      const probabilities = predicted.subarray(i * c, (i + 1) * c);
      const guess = largest(probabilities);
      if (guess === y[row]) return [];
      const weight = probabilities[guess];
      return [{ row, fold, truth: y[row], guess, weight, probabilities: probabilities.slice() }];
    });
  }

  /** The at-th of the rows that the network at hand has not been trained on. @param {{ at: number }} content @returns {Seen & { count: number }} */
  #row({ at }) {
    const { rows } = this.#parts[this.#parts.length - 1];
    const held = rows.length > 0 ? rows : Int32Array.from({ length: this.#data.rows }, (_, i) => i);
    const row = held[((at % held.length) + held.length) % held.length];
    const fold = this.#parts.length - 1;
    const truth = this.#data.y[row];
    return { row, fold, truth, input: displayOf(this.#data, row), count: held.length };
  }

  #known() {
    const { config, layers } = this.#job;
    const shapes = this.#handle.shapes(config).shapes;
    return { data: this.#data, layers, shapes, weights: this.#trial.weights() };
  }

  #layer() {
    return firstLayer(this.#known());
  }

  /**
   * What the network says over the plane of two inputs, a tenth beyond the data; row by row from the lowest y.
   * @param {{ size: number, points: number }} content
   */
  #boundary({ size, points }) {
    const { features, y, rows, shape, starts } = this.#data;
    if (features !== 2 || shape.length !== 1 || starts) return null;
    const spans = this.#rangesOf().map(({ low, high }) => {
      const margin = (high - low || 1) / 10;
      return [low - margin, high + margin];
    });
    const grid = new Float32Array(2 * size * size);
    for (let i = 0; i < size * size; i++)
      for (const d of [0, 1]) {
        const at = d === 0 ? i % size : Math.floor(i / size);
        grid[2 * i + d] = spans[d][0] + ((at + 0.5) / size) * (spans[d][1] - spans[d][0]);
      }
    const step = Math.max(1, Math.ceil(rows / points));
    const shown = Array.from({ length: Math.ceil(rows / step) }, (_, i) => i * step);
    const predicted = this.#trial.predict(this.#like(grid), size * size);
    const { x } = this.#data;
    return {
      size,
      spans,
      names: this.#data.feature_names,
      predicted,
      points: shown.map((row) => ({
        x: x[2 * row],
        y: x[2 * row + 1],
        truth: y[row],
        held: this.#roles[row] === (this.#job.refit > 0 ? TEST : this.#folds - 1),
      })),
    };
  }

  /** In the type of the data. @param {Float32Array} values */
  #like(values) {
    return this.#data.x instanceof Uint8Array ? Uint8Array.from(values) : values;
  }

  /** @param {Own} own @returns {{ predicted: Float32Array, words?: { word: string, known: boolean }[] }} */
  #predict(own) {
    const { x, starts, words } = inputsOf(this.#data, own);
    return { predicted: this.#trial.predict(x, 1, starts), words };
  }

  /**
   * How much each word counts: by how much the probability of the class falls without it.
   * @param {Own & { guess: number }} own @returns {{ weights: Float32Array }} of the first words
   */
  #weigh({ guess, ...own }) {
    const { x: tokens } = inputsOf(this.#data, own);
    const count = Math.min(tokens.length - 1, MOST_WORDS);
    const c = this.#classes;
    const all = new Uint16Array((count + 1) * tokens.length);
    for (let i = 0; i <= count; i++) {
      all.set(tokens, i * tokens.length);
      if (i > 0) all[i * tokens.length + i] = UNKNOWN; // the start stays
    }
    const starts = Int32Array.from({ length: count + 2 }, (_, i) => i * tokens.length);
    const predicted = this.#trial.predict(all, count + 1, starts);
    const weights = Float32Array.from(
      { length: count },
      (_, i) => predicted[guess] - predicted[(i + 1) * c + guess],
    );
    return { weights };
  }
}

/** Of equals the first. @param {Float32Array} values */
export function largest(values) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}
