/** Images and labels from IDX files, the format of MNIST: two zero bytes, a type, the number of dimensions, each dimension as a
 * big-endian 32-bit number, then the values (http://yann.lecun.com/exdb/mnist/). */
import { problem } from './problems.js';

/** @typedef {import('./types.js').Problem} Problem */
/** @typedef {import('./types.js').Dataset} Dataset */

/** @typedef {object} IdxFiles
 * @property {Uint8Array} images
 * @property {Uint8Array} labels
 * @property {Uint8Array} [test_images]
 * @property {Uint8Array} [test_labels] */

/** @typedef {object} IdxOptions
 * @property {string} [id]
 * @property {string} [title]
 * @property {string[]} [class_names] by label; the labels themselves if left out */

const BYTES = 0x08;

/** @param {IdxFiles} files
 * @param {IdxOptions} options
 * @param {Problem[]} problems mistakes of the files are added here
 * @returns {Dataset | null} null when there are any */
export function datasetFromIdx(files, options, problems) {
  const before = problems.length;
  const train = readPair(files.images, files.labels, '', problems);
  const test =
    files.test_images && files.test_labels
      ? readPair(files.test_images, files.test_labels, 'test_', problems)
      : null;
  if (!train || problems.length > before) return null;
  const shape = train.shape;
  if (test && test.shape.join() !== shape.join()) {
    const values = { found: test.shape.join(' x '), expected: shape.join(' x ') };
    problems.push(problem('data.source.test_images', 'idx_shapes_differ', values));
    return null;
  }
  const labels = test ? [...train.labels, ...test.labels] : [...train.labels];
  const classes = classNames(labels, options.class_names, 'data.source.labels', problems);
  if (!classes) return null;
  const features = shape.reduce((product, n) => product * n, 1);
  const x = new Uint8Array(labels.length * features);
  x.set(train.pixels);
  if (test) x.set(test.pixels, train.pixels.length);
  return {
    id: options.id ?? 'idx',
    title: options.title ?? options.id ?? 'IDX',
    task: 'classification',
    rows: labels.length,
    features,
    test_rows: test?.labels.length ?? 0,
    x,
    y: Float32Array.from(labels),
    classes,
    feature_names: pixelNames(shape),
    target: 'label',
    shape,
    notes: [],
  };
}

/** @param {number[]} shape [height, width, channels] */
export function pixelNames([height, width, channels]) {
  return Array.from({ length: height * width * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    const name = `pixel_${Math.floor(pixel / width)}_${pixel % width}`;
    return channels > 1 ? `${name}_${i % channels}` : name;
  });
}

/** The known names if there are enough for the labels, else the labels themselves.
 * @param {ArrayLike<number> & Iterable<number>} labels
 * @param {string[] | undefined} known
 * @param {string} path of the field that names their file
 * @param {Problem[]} problems
 * @returns {string[] | null} null when there is but one class */
export function classNames(labels, known, path, problems) {
  let highest = 0;
  for (const label of labels) highest = Math.max(highest, label);
  if (new Set(labels).size < 2) {
    problems.push(problem(path, 'one_class', { name: 'label', value: labels[0] }));
    return null;
  }
  return known && known.length > highest
    ? known
    : Array.from({ length: highest + 1 }, (_, label) => String(label));
}

/** @param {Uint8Array} images
 * @param {Uint8Array} labels
 * @param {string} part '' or 'test_'
 * @param {Problem[]} problems */
function readPair(images, labels, part, problems) {
  const pictures = readIdx(images, `data.source.${part}images`, [2, 3, 4], problems);
  const names = readIdx(labels, `data.source.${part}labels`, [1], problems);
  if (!pictures || !names) return null;
  const [count, height = 1, width = 1, channels = 1] = pictures.sizes;
  if (names.sizes[0] !== count) {
    const values = { labels: names.sizes[0], images: count };
    problems.push(problem(`data.source.${part}labels`, 'idx_counts_differ', values));
    return null;
  }
  if (count === 0) {
    problems.push(problem(`data.source.${part}images`, 'idx_empty'));
    return null;
  }
  const shape = pictures.sizes.length === 2 ? [1, height, 1] : [height, width, channels];
  return { pixels: pictures.values, labels: names.values, shape };
}

/** @param {Uint8Array} bytes
 * @param {string} path
 * @param {number[]} dimensions allowed
 * @param {Problem[]} problems
 * @returns {{sizes: number[], values: Uint8Array} | null} */
function readIdx(bytes, path, dimensions, problems) {
  /** @param {string} code
   * @param {Record<string, string | number>} [values] */
  const refuse = (code, values) => {
    problems.push(problem(path, code, values));
    return null;
  };
  if (bytes.length < 4 || bytes[0] !== 0 || bytes[1] !== 0) {
    const found = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'));
    return refuse('idx_magic', { found: found.join(' ') });
  }
  if (bytes[2] !== BYTES)
    return refuse('idx_type', { found: `0x${bytes[2].toString(16).padStart(2, '0')}` });
  if (!dimensions.includes(bytes[3])) {
    return refuse('idx_dimensions', { found: bytes[3], expected: dimensions.join(' / ') });
  }
  const header = 4 + 4 * bytes[3];
  if (bytes.length < header) return refuse('idx_length', { expected: header, found: bytes.length });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = Array.from({ length: bytes[3] }, (_, i) => view.getUint32(4 + 4 * i));
  const expected = header + sizes.reduce((product, n) => product * n, 1);
  if (bytes.length !== expected) return refuse('idx_length', { expected, found: bytes.length });
  return { sizes, values: bytes.subarray(header) };
}
