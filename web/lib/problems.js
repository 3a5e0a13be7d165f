/** What every checker shares: how a mistake is noted, how a value is shown, what name was probably meant. */

/** @typedef {import('./types.js').Problem} Problem */

/** @param {string} path
 * @param {string} code
 * @param {Record<string, string | number>} [values]
 * @returns {Problem} */
export const problem = (path, code, values = {}) => ({ path, code, values });

/** At most this many mistakes of one kind are listed; the rest are counted. */
export const LISTED = 10;

/** Adds mistakes of one kind, the first ten and the number of the others.
 * @param {Problem[]} problems
 * @param {Problem[]} found */
export function addListed(problems, found) {
  problems.push(...found.slice(0, LISTED));
  if (found.length > LISTED) {
    problems.push(problem(found[0].path, 'and_more', { count: found.length - LISTED }));
  }
}

/** A value as it stands in the file, cut to a readable length.
 * @param {unknown} value */
export function show(value) {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Names as a readable list, cut when there are very many.
 * @param {readonly string[]} names */
export function list(names) {
  return names.length > 24 ? `${names.slice(0, 24).join(', ')} ...` : names.join(', ');
}

/** @param {unknown} value
 * @returns {value is Record<string, any>} */
export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value
 * @returns {value is {param: string, each?: boolean}} */
export const isRef = (value) => isObject(value) && Object.hasOwn(value, 'param');

/** Equality of JSON values.
 * @param {unknown} a
 * @param {unknown} b */
export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What Keras, PyTorch, scikit-learn and Optuna call it, or people do. Layers stand without underscores: "Conv2D", "max_pooling2d".
 * Of several names the first that is possible at that place is meant. */
/** @type {Record<string, string[]>} */
const ALIASES = {
  convolution2d: ['conv2d'],
  convolution1d: ['conv1d'],
  conv: ['conv2d'],
  maxpooling2d: ['max_pool2d'],
  maxpooling1d: ['max_pool1d'],
  averagepooling2d: ['average_pool2d'],
  averagepooling1d: ['average_pool1d'],
  avgpool2d: ['average_pool2d'],
  avgpool1d: ['average_pool1d'],
  globalmaxpooling2d: ['global_max_pool2d'],
  globalmaxpooling1d: ['global_max_pool1d'],
  globalaveragepooling2d: ['global_average_pool2d'],
  globalaveragepooling1d: ['global_average_pool1d'],
  globalavgpool2d: ['global_average_pool2d'],
  globalavgpool1d: ['global_average_pool1d'],
  batchnormalization: ['batch_norm'],
  batchnorm1d: ['batch_norm'],
  batchnorm2d: ['batch_norm'],
  layernormalization: ['layer_norm'],
  normalization: ['batch_norm'],
  rnn: ['simple_rnn'],
  multiheadattention: ['self_attention'],
  attention: ['self_attention'],
  transformer: ['self_attention'],
  positionalencoding: ['position_embedding'],
  positionalembedding: ['position_embedding'],
  linear: ['dense'],
  fullyconnected: ['dense'],
  fc: ['dense'],
  mlp: ['stack'],
  spatialdropout1d: ['dropout'],
  spatialdropout2d: ['dropout'],
  relu: ['activation'],
  resnet: ['residual'],
  add: ['residual'],
  skip: ['residual'],
  sequential: ['repeat'],
  lr: ['learning_rate'],
  learning_rate_init: ['learning_rate'],
  eta: ['learning_rate'],
  solver: ['optimizer'],
  max_iter: ['epochs'],
  nodes: ['units'],
  hidden_size: ['units'],
  out_features: ['units'],
  out_channels: ['filters'],
  channels: ['filters'],
  kernel: ['kernel_size'],
  stride: ['strides'],
  dilation: ['dilation_rate'],
  pool: ['pool_size'],
  embedding_dim: ['output_dim'],
  embed_dim: ['output_dim'],
  heads: ['num_heads'],
  eps: ['epsilon'],
  maxlen: ['max_length'],
  max_features: ['num_words'],
  max_tokens: ['num_words'],
  vocab_size: ['num_words'],
  input_dim: ['num_words'],
  neurons: ['units'],
  width: ['units'],
  dropout_rate: ['rate', 'dropout'],
  p: ['rate'],
  hidden_layer_sizes: ['sizes'],
  units: ['sizes'],
  count: ['times'],
  n: ['times'],
  weight_decay: ['l2'],
  regularization: ['l2'],
  cv: ['folds'],
  n_splits: ['folds'],
  validation_split: ['fraction'],
  test_size: ['test_fraction'],
  random_state: ['seed'],
  dataset: ['source', 'data'],
  file: ['source'],
  label: ['target'],
  n_trials: ['trials'],
  n_iter: ['trials'],
  timeout: ['time_limit_s'],
  trial_timeout: ['trial_time_limit_s'],
  n_jobs: ['parallelism'],
  workers: ['parallelism'],
  min: ['low'],
  max: ['high'],
  values: ['choices'],
  options: ['choices'],
  params: ['space'],
  search_space: ['space'],
  layers: ['model'],
  logistic: ['sigmoid'],
  identity: ['linear'],
  sparse_categorical_crossentropy: ['categorical_crossentropy'],
  cross_entropy: ['categorical_crossentropy'],
  mse: ['mean_squared_error'],
  mae: ['mean_absolute_error'],
  acc: ['accuracy'],
  f1: ['macro_f1'],
  f1_macro: ['macro_f1'],
  precision: ['macro_precision'],
  recall: ['macro_recall'],
  maximise: ['maximize'],
  minimise: ['minimize'],
  uniform: ['float'],
  loguniform: ['float'],
  number: ['float'],
  integer: ['int'],
  choice: ['categorical'],
  category: ['categorical'],
};

/** Number of single-letter changes from one word to the other.
 * @param {string} a
 * @param {string} b */
export function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

/** The name that was probably meant, or '' when none is near.
 * @param {string} word
 * @param {readonly string[]} names */
export function nearest(word, names) {
  const plain = word.toLowerCase().replaceAll(/[\s-]/g, '_');
  const joined = plain.replaceAll('_', '');
  const aliases = [plain, joined].flatMap((name) =>
    Object.hasOwn(ALIASES, name) ? ALIASES[name] : [],
  );
  const alias = aliases.find((name) => names.includes(name));
  if (alias) return alias;
  let best = '';
  let least = Math.max(1, Math.floor(plain.length / 3)) + 1;
  for (const name of names) {
    if (name.length > 100 || plain.length > 100) continue;
    const distance = editDistance(plain, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Notes every key of an object that is not among the names.
 * @param {Problem[]} problems
 * @param {Record<string, unknown>} object
 * @param {readonly string[]} names
 * @param {string} path */
export function checkKeys(problems, object, names, path) {
  for (const key of Object.keys(object)) {
    if (names.includes(key)) continue;
    const hint = nearest(
      key,
      names.filter((name) => !Object.hasOwn(object, name)),
    );
    problems.push(problem(join(path, key), 'unknown_key', { key, hint, allowed: list(names) }));
  }
}

/** @param {string} path
 * @param {string | number} key */
export const join = (path, key) => (path === '' ? String(key) : `${path}.${key}`);
