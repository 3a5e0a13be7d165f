/** Pictures of CIFAR-10's binary version (https://www.cs.toronto.edu/~kriz/cifar.html): records of a label and 32 x 32 pixels, all
 * red ones first, then all green ones, then all blue ones. */
import { classNames, pixelNames } from './idx.js';
import { problem } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Dataset} Dataset */

/** One file of records.
 * @typedef {object} Batch
 * @property {string} name of the file
 * @property {string} path of the field that names it
 * @property {Uint8Array} bytes
 * @property {boolean} test whether its rows are for testing */

const SHAPE = [32, 32, 3];
const PIXELS = 32 * 32;
const FEATURES = 3 * PIXELS;
const RECORD = 1 + FEATURES;
const CLASSES = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
];

/** @param {Batch[]} batches those for testing last
 * @param {{id?: string, title?: string}} options
 * @param {Problem[]} problems mistakes of the files are added here
 * @returns {Dataset | null} null when there are any */
export function datasetFromCifar(batches, options, problems) {
  const before = problems.length;
  for (const batch of batches) checkBatch(batch, problems);
  if (problems.length > before) return null;
  const counts = batches.map(({ bytes }) => bytes.length / RECORD);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const x = new Uint8Array(rows * FEATURES);
  const y = new Float32Array(rows);
  let row = 0;
  batches.forEach(({ bytes }, i) => {
    for (let r = 0; r < counts[i]; r++, row++) {
      y[row] = bytes[r * RECORD];
      interleave(
        x.subarray(row * FEATURES, (row + 1) * FEATURES),
        bytes.subarray(r * RECORD + 1, (r + 1) * RECORD),
      );
    }
  });
  const classes = classNames(y, CLASSES, batches[0].path, problems);
  if (!classes) return null;
  return {
    id: options.id ?? 'cifar',
    title: options.title ?? options.id ?? 'CIFAR-10',
    task: 'classification',
    rows,
    features: FEATURES,
    test_rows: counts.reduce((sum, count, i) => sum + (batches[i].test ? count : 0), 0),
    x,
    y,
    classes,
    feature_names: pixelNames(SHAPE),
    target: 'label',
    shape: SHAPE,
    notes: [],
  };
}

/** Planes of one colour become pixels of three.
 * @param {Uint8Array} pixels [32, 32, 3]
 * @param {Uint8Array} planes [3, 32, 32] */
function interleave(pixels, planes) {
  for (let p = 0; p < PIXELS; p++) {
    pixels[3 * p] = planes[p];
    pixels[3 * p + 1] = planes[PIXELS + p];
    pixels[3 * p + 2] = planes[2 * PIXELS + p];
  }
}

/** @param {Batch} batch
 * @param {Problem[]} problems */
function checkBatch({ name, path, bytes }, problems) {
  const whole = bytes.length > 0 && bytes.length % RECORD === 0;
  const wrong = whole ? wrongLabel(bytes) : null;
  if (whole && !wrong) return;
  if (isPickle(name)) problems.push(problem(path, 'cifar_python', { file: name }));
  else if (wrong) problems.push(problem(path, 'cifar_label', { file: name, ...wrong }));
  else {
    const values = { file: name, found: bytes.length, record: RECORD };
    problems.push(problem(path, 'cifar_length', values));
  }
}

/** The files of the Python version have the same names without an ending. @param {string} name */
const isPickle = (name) => /^(data_batch_\d+|test_batch)$/i.test(name);

/** @param {Uint8Array} bytes */
function wrongLabel(bytes) {
  for (let at = 0; at < bytes.length; at += RECORD) {
    if (bytes[at] >= CLASSES.length) return { row: at / RECORD + 1, label: bytes[at] };
  }
  return null;
}
