// docs/study-file.md from the schema of the built core: `node scripts/docs.mjs`. A test says when the file is stale.
import fs from 'node:fs';
import path from 'node:path';
import { STRUCTURES } from '../web/lib/check-model.js';
import { CSV_FIELDS } from '../web/lib/study-file.js';
import { readSchema } from './schema.mjs';
import { isMain, main, ROOT, say } from './tools.mjs';

/** @typedef {import('../web/lib/types.js').Schema} Schema */
/** @typedef {import('../web/lib/types.js').Field} Field */
/** @typedef {import('../web/lib/types.js').Row} Row */

export const FILE = path.join(ROOT, 'docs/study-file.md');

const ABOUT = {
  activations: 'Activations',
  initializers: 'Initializers',
  paddings: 'Paddings',
  positions: 'Position encodings',
  losses: 'Losses',
  class_weights: 'Class weights',
  score_epochs: 'Scored weights',
  scales: 'Scales',
  splits: 'Splits',
  sides: 'Sides of a text',
  optimizers: 'Optimizers',
  schedules: 'Schedules of the learning rate',
  stoppings: 'Early stopping',
  samplers: 'Samplers',
  several: 'Samplers for several objectives',
  pruners: 'Pruners',
  importances: 'Importance of parameters',
  scores: 'Scores',
  metrics: 'Metrics',
  costs: 'Costs',
};

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param {string[]} head
 * @param {string[][]} rows */
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map(cell).join(' | ')} |`)
    .join('\n');

/** What may stand in a field. @param {Field} field */
function kindOf({ name: field, type, low, high, table: name }) {
  const range = low === undefined ? '' : `, ${low} to ${high}`;
  if (type === 'choice') return `a name of [${name}](#${anchor(name ?? '')})`;
  if (type === 'layers') return 'a list of [layers](#layers)';
  if (type === 'object' && name) return `an object of [${name}](#${anchor(name)})`;
  if (field === 'columns') return 'an object'; // kinds by the names of columns
  const words = {
    float: 'number',
    int: 'whole number',
    bool: 'true or false',
    text: 'text',
    object: 'list',
  };
  return words[/** @type {keyof typeof words} */ (type)] + range;
}

/** @param {string} name */
const anchor = (name) =>
  (ABOUT[/** @type {keyof typeof ABOUT} */ (name)] ?? name).toLowerCase().replaceAll(' ', '-');

/** @param {Field} field */
function defaultOf({ type, default: value, absent, untyped }) {
  if (type !== 'object') return value === undefined ? '' : `\`${JSON.stringify(value)}\``;
  if (!absent) return '';
  return absent === untyped ? `\`${absent}\`` : `\`${absent}\`; without "type": \`${untyped}\``;
}

/** @param {Field} field */
const tuneOf = ({ tune }) =>
  tune ? `${tune.low} to ${tune.high}${tune.scale === 'LOG' ? ', log' : ''}` : '';

/** @param {Field[]} fields
 * @param {boolean} tunable whether a first range for a search is of interest */
function fieldTable(fields, tunable) {
  const head = ['field', 'what', 'unit', 'default', ...(tunable ? ['try first'] : []), 'meaning'];
  return table(
    head,
    fields.map((field) => [
      `\`${field.name}\``,
      kindOf(field),
      field.unit ?? '',
      defaultOf(field),
      ...(tunable ? [tuneOf(field)] : []),
      field.help,
    ]),
  );
}

/** @param {Row[]} rows
 * @param {string} heading */
const variants = (rows, heading) =>
  rows
    .map(({ name, help, source, fields = [] }) => {
      const from = source ? ` (${source})` : '';
      const more = fields.length > 0 ? `\n\n${fieldTable(fields, true)}` : '';
      return `${heading} ${name}\n\n${help}${from}.${more}`;
    })
    .join('\n\n');

/** @param {Schema} schema
 * @param {string} name */
function tableOf(schema, name) {
  const rows = schema.tables[name];
  const title = `## ${ABOUT[/** @type {keyof typeof ABOUT} */ (name)]}`;
  if (rows.some((row) => row.fields)) return `${title}\n\n${variants(rows, '###')}`;
  if (name !== 'metrics') {
    return `${title}\n\n${table(
      ['name', 'meaning'],
      rows.map((row) => [`\`${row.name}\``, row.help]),
    )}`;
  }
  const tasks = { ANY_TASK: 'any', CLASSIFICATION: 'classification', REGRESSION: 'regression' };
  return `${title}\n\n${table(
    ['name', 'task', 'direction', 'meaning'],
    rows.map(({ name: metric, task = 'ANY_TASK', direction = '', help }) => [
      `\`${metric}\``,
      tasks[task],
      direction.toLowerCase(),
      help,
    ]),
  )}`;
}

/** Pictures: filters, pooling, and blocks whose number is a parameter. */
const PICTURES = `{
  "data": {"source": "mnist"},
  "model": {"layers": [
    {"type": "conv2d", "filters": {"param": "filters"}, "kernel_size": 3, "activation": "relu"},
    {"type": "max_pool2d"},
    {"type": "repeat", "times": {"param": "blocks"}, "layers": [
      {"type": "residual", "activation": "relu", "layers": [
        {"type": "conv2d", "filters": 32, "kernel_size": 3, "padding": "same", "use_bias": false},
        {"type": "batch_norm"}
      ]}
    ]},
    {"type": "flatten"},
    {"type": "dense", "units": 64, "activation": "relu"}
  ]},
  "space": {
    "filters": {"type": "int", "low": 8, "high": 32, "log": true},
    "blocks": {"type": "int", "low": 0, "high": 2}
  }
}`;

/** Texts: how long they are is a parameter too. */
const TEXTS = `{
  "data": {"source": "imdb", "num_words": 10000, "max_length": {"param": "length"}},
  "model": {"layers": [
    {"type": "embedding", "output_dim": 16},
    {"type": "conv1d", "filters": 32, "kernel_size": 3, "activation": "relu"},
    {"type": "max_pool1d", "pool_size": 3},
    {"type": "global_average_pool1d"},
    {"type": "dense", "units": 16, "activation": "relu"}
  ]},
  "space": {"length": {"type": "categorical", "choices": [100, 200, 500]}}
}`;

/** @param {Schema} schema */
const shapes = (schema) => `## Shapes

What a layer gives follows from what comes in, which is for one row:

| data | shape |
| --- | --- |
| a table | \`[columns]\` |
| windows over a series (\`data.window\`) | \`[steps, columns]\`, a sequence |
| pictures | \`[height, width, channels]\` |
| texts | the numbers of \`data.max_length\` words; an \`embedding\` makes a sequence \`[steps, output_dim]\` of them |

Convolution and pooling in two dimensions need pictures; those in one, the recurrent layers, \`position_embedding\` and
\`self_attention\` need sequences. \`dense\` sees a picture as one row of numbers, where Keras would ask for \`flatten\`, and acts on each step of a
sequence; the output layer sees everything as one row. \`flatten\` and \`reshape\` lead from one shape to another. A recurrent layer
gives its last state, \`[units]\`; with \`"return_sequences": true\` it gives \`[steps, units]\`, as the next one needs it.

Before the first trial the corners of the space are planned (all parameters at their lowest, at their highest, and each value of each
parameter between those). What never fits is a mistake of the file, told at its layer. Values that fit, but not together, are a
warning; a trial that proposes them fails alone, with the reason \`shape\`. A layer does not fit because:

${table(
  ['reason', 'meaning'],
  schema.tables.misfits
    .filter(({ name }) => name !== 'none')
    .map(({ name, help }) => [`\`${name}\``, help]),
)}

A network for pictures, and one for texts:

\`\`\`json
${PICTURES}
\`\`\`

\`\`\`json
${TEXTS}
\`\`\``;

/** The reference as Markdown. @param {Schema} schema */
export function studyFileReference(schema) {
  const { data, validation, training, text, search } = schema.sections;
  const example = fs.readFileSync(path.join(ROOT, 'examples/csv-wine.json'), 'utf8').trim();
  return `# The study file

<!-- Made by scripts/docs.mjs from the schema of the core; change the .def tables or that script, then run it. -->

One JSON file says everything about a study. The page, the command line and the library read the same file; \`npx sweetspot
check STUDY.json\` lists all its mistakes at once. Whatever is left out has the default given here, and the result repeats the
whole file with the defaults filled in. This is \`examples/csv-wine.json\`:

\`\`\`json
${example}
\`\`\`

| key | what |
| --- | --- |
| \`version\` | \`1\` |
| \`name\` | a text; \`"study"\` if left out |
| \`about\` | a line for people; may be left out |
| \`data\` | [where the rows come from](#data), and which of them are kept for the test |
| \`validation\` | [how a trial is scored](#validation) |
| \`model\` | \`{"layers": [...]}\`: [the hidden layers](#layers); the output layer and its activation follow from the task |
| \`training\` | [how a network is trained](#training) |
| \`space\` | [the parameters](#space) that differ from trial to trial |
| \`constraints\` | [conditions between parameters](#constraints) that every trial keeps; may be left out |
| \`search\` | [how the space is searched](#search) |
| \`objective\` | [what is best](#objective) |
| \`speed\` | [which build of the engine](#speed) the trials run in; \`"exact"\` if left out |

## Data

${fieldTable([data[0], data[1], ...CSV_FIELDS, ...data.slice(2)], false)}

A CSV file may have any delimiter, quotes, a byte-order mark, lines at its top that begin with \`#\` and say
something about it (they are skipped); decimal commas where something else separates the cells. Columns of
numbers stay numbers; \`true\` and \`false\` become 1 and 0; text becomes one column of 0 and 1 for each of at most 50 categories.
Empty cells, \`NA\`, \`#N/A\`, \`?\` and \`null\` are missing:
rows without a target are left out, numbers get the median of their column (over all rows of the file), text gets a category of its own; the notes of the
result say so. \`NaN\` and infinite cells are mistakes. The target is a class if it is text, or at most 20 different whole
numbers that repeat; else it is a number (\`"task"\` says another). Classes are sorted.
What the other columns hold can be said where the file misleads: \`"columns": {"zip": "category", "month": "category"}\` makes categories of
numbers, as they are spelt (01 is not 1); \`"number"\` finds the words that got into a column of numbers. IDX files hold bytes, as those of MNIST do; \`{"images": file, "labels":
file}\` may have \`test_images\` and \`test_labels\` too. Files may be compressed with gzip.
\`{"batches": [files], "test": file}\` are the binary files of CIFAR-10 (\`data_batch_1.bin\` ...; "test" may be left out): pictures of 32 x 32 x 3
in ten classes.

With \`window\` a CSV file is a series in the order of its rows: row i of the data set is rows i .. i + window - 1, and its target stands
\`horizon\` rows behind the last of them. The columns are the inputs; a target that is a number is an input too, a class is not. Rows without a
target stay as steps. The last round(test_fraction x windows) windows are for testing, and the window + horizon - 1 windows before
them, which overlap them, are left out. Folds are blocks of time; windows on both sides of the border between two blocks share days.

A set of texts has four fields more in \`data\`, and unlike the others each of them may be \`{"param": "NAME"}\`, a parameter of the
[space](#space):

${fieldTable(text, true)}

## Validation

${fieldTable(validation, false)}

Give one of \`folds\` and \`fraction\`. The result's standard deviation is over all folds and repeats.

## Layers

Any number or name here, and in [training](#training), may be \`{"param": "NAME"}\`: a parameter of the [space](#space). That holds
for \`type\` too; then only fields of the possible types may be given, each acts where it exists, and the others have their defaults.
A \`residual\` block and a \`repeat\` have layers inside, which may be of any type, blocks and repeats included; only a \`repeat\` inside a \`repeat\` is
not possible. Which layer can follow which is told under [shapes](#shapes).

${variants([...schema.tables.layers, ...STRUCTURES], '###')}

${shapes(schema)}

## Training

${fieldTable(training, true)}

An object may be shortened to its name: \`"optimizer": "adam"\`. \`"early_stopping": true\` means its defaults, \`false\` or \`null\`
none. \`l2\` and \`alpha\` exclude each other.

## Space

\`"space": {"NAME": parameter}\`, where a parameter is one of:

| parameter | values |
| --- | --- |
| \`{"type": "float", "low": a, "high": b}\` | any number from a to b, both included |
| \`{"type": "int", "low": a, "high": b}\` | any whole number from a to b, both included |
| \`{"type": "categorical", "choices": [...]}\` | any of the JSON values listed, lists and objects included |

A range may have \`"log": true\` (tried evenly on a logarithmic scale; low above 0) and \`"step"\`, which must lead from low to high
exactly: the difference between neighbours, or with \`log\` the factor, so that 32 to 256 with step 2 is 32, 64, 128, 256.

Choices may have \`"weights": [3, 1, 1]\`, numbers above 0, one for each: a random draw takes the first three times as often as each of the others. What
weights do follows from the sampler. \`random\` draws by them; \`sobol\` and \`halton\` give each choice its share of the unit interval; \`tpe\` draws by them
where it does not follow a trial, \`cma_es\` begins with them, \`nsga2\` mutates by them, \`gp\` begins and looks around by them. From then on the scores decide. A
\`grid\` tries every choice once, whatever it weighs.

\`"when": {"OTHER": [values]}\` makes a parameter exist only for those values of another one; several conditions must all hold. Where
a parameter does not exist, the field that uses it has its default; a layer whose \`type\`, \`sizes\` or \`times\` it is is left out.
Every parameter must be used, and its whole range must be allowed where it is used. Names have no dots.

## Constraints

\`"constraints": ["units.1 <= units.0", "batch_size * 10 <= 4096 or optimizer == 'sgd'"]\` are conditions between parameters. Nothing is proposed that breaks
one, by any sampler, and a configuration of \`search.enqueue\` that does is a mistake. A constraint is made of

| what | such as |
| --- | --- |
| numbers | \`64\`, \`0.5\`, \`1e-4\` |
| parameters; of a \`repeat\` with \`each\` those of each repetition | \`units\`, \`units.0\`; a name with other signs than letters, digits and _ in backquotes |
| choices that are texts, in single or double quotes | \`optimizer == 'sgd'\` |
| choices that are \`true\`, \`false\` or \`null\` | \`batch_norm\`, \`not batch_norm\`, \`batch_norm == true\`, \`schedule != null\` |
| choices that are lists or objects, as their JSON without blanks in quotes | \`sizes != '[32,16]'\` |
| calculation | \`+ - * /\`, \`min(a, b)\`, \`max(a, b, c)\`, \`abs(a)\` |
| comparison | \`<= < >= > == !=\`; texts, and what is true or false, only by the last two |
| logic, from the strongest to the weakest | \`not\`, \`and\`, \`or\`; parentheses |

Choices that are all numbers count as numbers, those that are all \`true\` or \`false\` as conditions, and any others as texts: of \`["auto", 16]\` the second is \`'16'\`.
Numbers that differ by rounding alone (1e-12 of their size) are equal. Nothing else is known to the language, nothing in it can run for long: 1000 characters, 20 levels of
parentheses and 100 constraints at most.

A comparison in which a parameter does not exist (\`when\`, or a repetition that is not there) is open, neither true nor false: \`not\` of it is open, \`and\` is false
only if the other side is, \`or\` true only if the other side is. A constraint that stays open does not apply: the configuration is allowed. So \`units.1 <= units.0\` says nothing of
networks with one layer.

What breaks a constraint is drawn again: \`rejected\` in the result is the share of 10,000 random configurations that do, and the closing lines of \`run\` tell it. Where 99 of 100
are rejected a search still costs little. \`sobol\` and \`halton\` pass over such points, \`grid\` leaves them out, \`tpe\`, \`gp\`, \`cma_es\` and \`nsga2\` choose among what is
allowed. A space of up to a million configurations is counted without what is forbidden, a larger one with it. A search ends early with \`"ended": "constraints"\` when 10,000 draws in a row bring
no new configuration that keeps all constraints; if not one was found before, that is a mistake of the file. So ask for \`a + b <= 1\`, but not for \`a + b == 1\` of two floats without
steps: hardly any draw has that sum; with steps some have. Corners of the space that break a constraint need not [fit](#shapes).

## Search

${fieldTable(search, false)}

\`"enqueue": [{"NAME": value, ...}, ...]\` are configurations of your own, which the first trials take in this order. Each gives a value to
every parameter that exists with the others, exactly one that it can have (of a \`repeat\`: \`units.0\`, \`units.1\` ...); they count among the trials.

The sampler \`auto\` is one of the others, with its defaults. The first row that fits decides; a parameter with one value counts for nothing:

${table(
  ['if', 'it is', 'because'],
  [
    ['there are several objectives', 'nsga2', 'it looks for their front'],
    ['the space has no more configurations than there are trials', 'grid', 'all of them are tried'],
    [
      'there are fewer than 12 trials, or no more than twice `parallelism`, and no warm start',
      'sobol',
      'a model would hardly be asked',
    ],
    ['half of the parameters or more are choices', 'tpe', 'it takes these best'],
    ['there are at most 250 trials and 15 parameters', 'gp', 'it learns most from each trial'],
    [
      'a parameter has conditions',
      'tpe',
      'it takes these best where trials or parameters are many',
    ],
    [
      'there are more than 250 trials, and only numbers',
      'cma_es',
      'it costs next to nothing and keeps improving',
    ],
    ['else', 'tpe', 'it takes any number of both'],
  ],
)}

The command and the result (\`sampler\`) say what was picked and why.

A **warm start** (\`--warm-start FILE\`: a result or a journal of an earlier study; in the library \`warmStart\`) lets the sampler learn from what an earlier
study over parameters of the same names found. Its complete trials stand before trial 0: they cost none of the budget, are never the best and are not
proposed again; to have one of them in this study, enqueue it. Trials that are no configuration of this space are left out, and a warning says
how many and why the first one is. The objective must be the same. \`cma_es\` begins at the best of them; \`grid\`, \`random\`, \`sobol\` and \`halton\` read no
values and say that they have no use for it. The result has their number and a hash (\`warm_start\`), and its fingerprint covers them.

A pruner hears the score of each epoch of a trial's first fold, or of the only held-out part, and a trial that passes there goes through its other folds
unasked; \`wilcoxon\` hears the score of each fold instead. A stopped trial is \`pruned\`: the result has its \`step\` (the epoch or fold at which it
was stopped), its curve up to there, and as \`value\` the score that the pruner went by; it can never be the best. What a pruner compares a trial with are the
trials that its configuration was proposed from, all but the last \`parallelism\` before it, so any number of workers stops the same trials at the same epochs.

\`target\` and \`no_improvement\` look at those trials too: a few trials after the one that reached the target are still trained, the same ones with any number of
workers. \`ended\` in the result says why there are fewer trials than planned.

## Objective

\`{"metric": NAME, "direction": "maximize" or "minimize"}\`; the direction follows from the metric and may be left out. With \`"auto"\`, the
default, the metric is \`accuracy\` for classes and \`mean_squared_error\` for numbers.

A list of 2 to 4 such objects makes a study of several objectives, such as \`[{"metric": "accuracy"}, {"metric": "parameters"}]\`. The first is a
metric; the others are metrics or [costs](#costs), none twice. A cost is made small unless its direction says otherwise. \`seconds\` is measured by a clock:
a study that asks for it cannot be repeated: a warning and \`"repeatable": false\` in the result say so, and the fingerprint leaves those values out.

* Each trial has \`values\`, one for each objective; \`value\` is the first of them. A metric is the mean of the folds.
* \`front\` in the result is the Pareto front: the numbers of the complete trials that no other dominates, which is to be as good by every objective
  and better by one. \`hypervolume\` is the volume of values that they dominate, measured from the worst value of each objective among the complete trials:
  it grows with the front, and is comparable only between studies with the same worst values; \`Study.hypervolume(reference)\` measures from a point of your own.
* \`best\` is the best by the first objective. That one is refitted and tested; weights are chosen, and curves drawn, by the first objective too.
* The sampler is \`nsga2\` or another [that takes several](#samplers-for-several-objectives). There is no pruner and no \`target\`, which compare trials by one number;
  \`no_improvement\` counts the trials since the last one that no earlier trial equals or beats by every objective.

## Speed

\`"exact"\`, the default, gives the same bits in every browser, in Node, on every machine. \`"fast"\` trains in a second build with relaxed
SIMD: it rounds once for a multiplication and an addition where the processor does both at once, so the last digits, and with them whole
trials, may differ between kinds of processors; on one machine they stay the same. The splits of the data and the sampler are those of
the exact build. What is gained depends on the processor: \`npm run bench -- --only mnist-mlp-b32/fast-build\` measures it. The browser or
Node must know relaxed SIMD (Chrome and Edge from 114, Node from 20), and the fast build must have been [made](hosting.md#the-fast-build);
if not, the trials run in the exact build, with a warning. \`speed\` in the result says which build ran, and the fingerprint covers it.

${[
  'optimizers',
  'schedules',
  'stoppings',
  'samplers',
  'several',
  'pruners',
  'scores',
  'importances',
  'activations',
  'initializers',
  'paddings',
  'positions',
  'losses',
  'class_weights',
  'score_epochs',
  'scales',
  'splits',
  'sides',
  'metrics',
  'costs',
]
  .map((name) => tableOf(schema, name))
  .join('\n\n')}
`;
}

if (isMain(import.meta.url)) {
  await main(async () => {
    fs.writeFileSync(FILE, studyFileReference(await readSchema()));
    say('docs: docs/study-file.md');
  });
}
