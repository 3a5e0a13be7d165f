// The pure parts of the set-up: shapes before a run, a look at the data, the drawing of a network, places in a text, sizes in words.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after } from 'node:test';
import { readSchema } from '../../scripts/schema.mjs';
import { translator } from '../../web/lib/i18n/index.js';
import { Lens } from '../../web/lib/lens.js';
import { checkStudy, checkStudyText } from '../../web/lib/study-file.js';
import { kindOf, withKind, withTarget } from '../../web/ui/column-edit.js';
import { applyEdit } from '../../web/ui/edit.js';
import { lineAt, marksOf, placesOf, spanOf, tunedSpans } from '../../web/ui/json-places.js';
import { drawNetwork, rangeText } from '../../web/ui/network-drawing.js';
import { placeOf } from '../../web/ui/reorder.js';
import { spaceSize } from '../../web/ui/space-size.js';
import { say } from '../../web/ui/words.js';

const schema = await readSchema();
const t = translator('en');
const lens = new Lens();
after(() => lens.close());

const example = (name) => {
  const text = readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8');
  return checkStudyText(schema, text).study;
};

/** @param {object} [more] */
const small = (more = {}) =>
  checkStudy(schema, {
    version: 1,
    data: { source: 'iris' },
    validation: { folds: 5 },
    model: { layers: [{ type: 'dense', units: { param: 'units' }, activation: 'relu' }] },
    training: { epochs: 10 },
    space: { units: { type: 'int', low: 8, high: 64 } },
    search: { sampler: { type: 'random' }, trials: 20 },
    ...more,
  }).study;

const IRIS = { task: 'classification', features: 4, shape: [4], classes: 3 };

test('shapes and weights are known before a run, at least and at most', async () => {
  const plan = await lens.plan(small(), IRIS);
  assert.deepEqual(plan.input, [4]);
  const layer = plan.layers['model.layers.0'];
  assert.deepEqual(layer.shape, [[8, 64]]);
  assert.deepEqual(layer.parameters, [4 * 8 + 8, 4 * 64 + 64]);
  assert.deepEqual(plan.output.parameters, [8 * 3 + 3, 64 * 3 + 3]);
  assert.deepEqual(plan.total, [40 + 27, 320 + 195]);
});

test('a residual block and a repeated one are planned where they stand in the file', async () => {
  const dense = { type: 'dense', units: 4, activation: 'relu' };
  const study = small({
    model: {
      layers: [
        { type: 'repeat', times: { param: 'times' }, layers: [dense] },
        { type: 'residual', layers: [dense, dense] },
      ],
    },
    space: { times: { type: 'int', low: 1, high: 3 } },
  });
  const plan = await lens.plan(study, IRIS);
  assert.deepEqual(plan.layers['model.layers.0.layers.0'].times, [1, 3]);
  assert.deepEqual(plan.layers['model.layers.0.layers.0'].parameters, [20, 60]);
  assert.deepEqual(plan.layers['model.layers.1.layers.1'].parameters, [20, 20]);
  assert.deepEqual(plan.layers['model.layers.1'].shape, [[4, 4]]);
});

test('what does not fit is said before a run', async () => {
  const study = small({
    model: { layers: [{ type: 'conv2d', filters: 4, kernel_size: 3 }] },
    space: {},
  });
  const plan = await lens.plan(study, IRIS);
  assert.equal(plan.errors[0].path, 'model.layers.0');
  assert.match(plan.errors[0].code, /^misfit_/);
  assert.equal(plan.output, null);
});

test('texts and series have their shapes too', async () => {
  const texts = { words: 500, num_words: 500, max_length: 20 };
  const layers = [{ type: 'embedding', output_dim: 8 }, { type: 'global_average_pool1d' }];
  const spam = { ...IRIS, ...texts, classes: 2, features: 100, shape: [100] };
  const plan = await lens.plan(
    small({ data: { source: 'spam' }, model: { layers }, space: {} }),
    spam,
  );
  assert.deepEqual(plan.input, [20]);
  assert.deepEqual(plan.layers['model.layers.0'].shape, [
    [20, 20],
    [8, 8],
  ]);
  assert.deepEqual(plan.layers['model.layers.0'].parameters, [4000, 4000]);
  const series = small({
    data: { source: 'seattle_weather' },
    model: { layers: [{ type: 'lstm', units: 8 }] },
    space: {},
  });
  const found = await lens.plan(series, { ...IRIS, classes: 5, features: 84, shape: [14, 6] });
  assert.deepEqual(found.layers['model.layers.0'].parameters, [4 * 8 * (6 + 8 + 1), 4 * 8 * 15]);
});

test('a look at a table tells its rows, its classes and its split', async () => {
  const peek = await lens.peek({ data: { source: 'penguins' }, validation: { folds: 3 } });
  assert.deepEqual(peek.counts, [146, 68, 119]);
  const { folds, test: tested, unused } = peek.split;
  assert.equal(folds.length, 3);
  assert.equal(folds.reduce((sum, rows) => sum + rows, tested) + unused, 333);
  assert.equal(peek.head.rows[0][0], 'Torgersen');
  assert.equal(peek.head.roles.at(-1), 'target');
  assert.equal(peek.head.roles[0], 'text');
  assert.ok(peek.notes.some(({ code }) => code === 'one_hot'));
});

test('a look tells which rows are trained on, held out, tested and not used', async () => {
  const data = { source: 'iris', test_fraction: 0.2, limit: 100 };
  const { split } = await lens.peek({ data, validation: { fraction: 0.25 } });
  assert.deepEqual(split, { train: 100, folds: [25], always: 75, test: 30, unused: 20 });
});

test('a look shows pictures of every class, a plane, a series and the spread of a number', async () => {
  const look = async (source) => lens.peek({ data: { source }, validation: {} });
  const digits = await look('digits');
  assert.equal(digits.sample.kind, 'pictures');
  assert.deepEqual(
    digits.sample.items.slice(0, 10).map(({ label }) => label),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  assert.equal(digits.sample.items[0].pixels.length, 64);
  assert.equal(Math.max(...digits.sample.items.flatMap(({ pixels }) => [...pixels])), 255);
  const moons = await look('moons');
  assert.equal(moons.sample.kind, 'plane');
  assert.equal(moons.sample.x.length, 500);
  const series = await look('seattle_weather');
  assert.deepEqual([series.sample.kind, series.sample.window], ['series', 14]);
  const { spread } = await look('diabetes');
  assert.equal(
    spread.bars.reduce((sum, rows) => sum + rows, 0),
    442,
  );
  assert.deepEqual([spread.low, spread.high], [25, 346]);
});

test('data is looked at though the rest of the study is wrong; what is wrong with the data is said', async () => {
  const files = new Map([['my.csv', new Blob(['a,b,c\n1,x,0\n2,y,1\n3,x,0\n4,y,1\n'])]]);
  const own = { files, bytes: 10 };
  const peek = await lens.peek({ data: { source: 'my.csv', drop: ['a'] } }, own);
  assert.deepEqual(peek.head.roles, ['unused', 'text', 'target']);
  assert.equal(peek.facts.features, 2);
  await assert.rejects(lens.peek({ data: { source: 'my.csv', target: 'z' } }, own), (error) => {
    assert.equal(error.problems[0].path, 'data.target');
    return true;
  });
});

test('a network is drawn with what goes around it and what is repeated', async () => {
  const { model } = example('digits-tpe');
  const plan = await lens.plan(example('digits-tpe'), {
    ...IRIS,
    features: 64,
    shape: [8, 8, 1],
    classes: 10,
  });
  const { bars, brackets, arcs, text, height } = drawNetwork(model.layers, plan, t);
  assert.equal(bars.length, 4);
  assert.deepEqual([bars[0].rank, bars[1].tuned, bars[3].name], [3, true, 'output']);
  assert.ok(bars[1].high > bars[1].low);
  assert.equal(brackets[0].label, '× 1–3');
  assert.equal(arcs.length, 0);
  assert.ok(height > 100);
  assert.match(text, /^The network from input to output: input 8 × 8 × 1; dense 16–128 /);
  const block = [{ type: 'residual', layers: [{ type: 'dense', units: 4 }] }];
  const drawn = drawNetwork(block, null, t);
  assert.equal(drawn.arcs.length, 1);
  assert.ok(drawn.arcs[0].from < drawn.arcs[0].to);
  assert.deepEqual(
    drawNetwork([null, 3, { type: 7 }], null, t).bars.map(({ name }) => name),
    ['input', '?', 'output'],
  );
  assert.equal(rangeText([8, 1200]), '8–1,200');
});

test('a mistake is marked where it stands, or where it would stand', () => {
  const text = '{\n  "a": [1, {"b": "x\\"y"}],\n  "c.d": true\n}';
  const places = placesOf(text);
  const cut = (path) => {
    const { start, end } = spanOf(places, path);
    return text.slice(start, end);
  };
  assert.equal(cut('a.1.b'), '"b": "x\\"y"');
  assert.equal(cut('a.0'), '1');
  assert.equal(cut('a.7'), '"a": [1, {"b": "x\\"y"}]');
  assert.equal(spanOf(places, 'nothing'), null);
  assert.equal(lineAt(text, places.get('c.d').start), 2);
  const [mark] = marksOf(text, [{ path: 'a', text: 'no' }]);
  assert.deepEqual([mark.line, text.slice(mark.start, mark.end)], [1, '"a": [1, {"b": "x\\"y"}]']);
});

test('what is tuned is found in the text', () => {
  const text = '{"model": {"layers": [{"units": {"param": "u"}}]}, "space": {"u": {"low": 1}}}';
  const found = tunedSpans(text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(found, ['"units": {"param": "u"}', '"u": {"low": 1}']);
  assert.deepEqual(tunedSpans('{"space": {"u"'), []);
  assert.deepEqual(tunedSpans('null'), []);
});

test('a text that is no JSON is marked at its line', () => {
  const text = '{\n  "version": 1,\n  "data": nonsense\n}';
  const mistakes = checkStudyText(schema, text).errors.map((problem) => say(t, problem));
  const [mark] = marksOf(text, mistakes);
  assert.equal(mark.line, 2);
  for (const broken of ['', '{', '{"a"', '{"a":', '[1,', '"x', '}', '{"a": [}'])
    assert.ok(placesOf(broken) instanceof Map);
});

test('the size of a space is said, and what it costs', () => {
  const list = (...choices) => ({ type: 'categorical', choices });
  const model = {
    layers: [{ type: 'dense', units: { param: 'u' }, activation: { param: 'a' } }],
  };
  const grid = small({
    model,
    space: { u: list(1, 2, 3, 4), a: list('relu', 'tanh', 'linear') },
    search: { sampler: { type: 'grid' } },
  });
  const said = spaceSize(t, grid);
  assert.equal(said.size, '4 × 3 = 12 configurations');
  assert.equal(said.work, '· 12 trials × 5 fits × 10 epochs = 600 epochs at most');
  const fewer = small({
    search: { sampler: { type: 'random' }, trials: 3 },
    validation: { fraction: 0.2 },
  });
  assert.equal(spaceSize(t, fewer).size, '57 configurations');
  assert.equal(spaceSize(t, fewer).work, '· 3 trials × 10 epochs = 30 epochs at most');
  const free = small({
    training: { epochs: 10, optimizer: { type: 'sgd', learning_rate: { param: 'lr' } } },
    space: { units: { type: 'int', low: 8, high: 64 }, lr: { type: 'float', low: 0.1, high: 1 } },
  });
  assert.equal(spaceSize(t, free).size, 'Continuous: 1 of 2 parameters take any value');
});

test('constraints follow their parameters', () => {
  const draft = {
    model: { layers: [{ type: 'dense', units: { param: 'units', each: true } }] },
    training: { epochs: { param: 'n' } },
    space: { units: {}, n: {} },
    constraints: ["units.1 <= units.0 or n != 'units'", '`units.0` < 5', 'n > 2'],
  };
  const renamed = applyEdit(draft, { op: 'rename', name: 'units', to: 'width' });
  assert.deepEqual(renamed.constraints, [
    "width.1 <= width.0 or n != 'units'",
    '`width.0` < 5',
    'n > 2',
  ]);
  const fixed = applyEdit(draft, { op: 'fix', path: ['training', 'epochs'], value: 3 });
  assert.deepEqual(fixed.constraints, ['`units.0` < 5']);
  const none = applyEdit(fixed, { op: 'fix', path: ['model', 'layers', 0, 'units'], value: 3 });
  assert.equal(none.constraints, undefined);
});

test('a dragged layer goes where it is let go', () => {
  const boxes = [0, 10, 20].map((top) => ({ top, bottom: top + 10 }));
  assert.deepEqual(
    [-5, 4, 16, 24, 26, 99].map((y) => placeOf(boxes, 0, y)),
    [0, 0, 1, 1, 2, 2],
  );
  assert.deepEqual(
    [-5, 4, 6, 14, 26, 99].map((y) => placeOf(boxes, 2, y)),
    [0, 0, 1, 1, 2, 2],
  );
});

test('a layer is put in where it is wanted, also into what is no list yet', () => {
  const draft = { model: { layers: [{ type: 'a' }, { type: 'b' }] } };
  const insert = (path, at) => applyEdit(draft, { op: 'insert', path, at, value: { type: 'new' } });
  const { layers } = insert(['model', 'layers'], 1).model;
  assert.deepEqual(
    layers.map(({ type }) => type),
    ['a', 'new', 'b'],
  );
  assert.equal(draft.model.layers.length, 2);
  assert.deepEqual(insert(['model', 'layers', 0, 'layers'], 0).model.layers[0].layers.length, 1);
});

test('what is said of a column is said once, by name or by number', () => {
  const names = ['zip', 'size', 'kind'];
  const data = { source: 'x.csv', drop: [1, 'size'], columns: { 2: 'number' } };
  assert.deepEqual(
    names.map((name) => kindOf(data, names, name)),
    ['drop', 'drop', ''],
  );
  const zip = withKind(data, names, 'zip', 'category');
  assert.deepEqual(zip, {
    source: 'x.csv',
    drop: ['size'],
    columns: { 2: 'number', zip: 'category' },
  });
  assert.deepEqual(withKind(zip, names, 'size', 'drop').columns, { zip: 'category' });
  const bare = withKind(withKind(zip, names, 'size', ''), names, 'zip', '');
  assert.deepEqual(bare, { source: 'x.csv' });
  assert.deepEqual(withTarget(zip, names, 'zip'), {
    source: 'x.csv',
    drop: ['size'],
    columns: { 2: 'number' },
    target: 'zip',
  });
  const numbered = ['2', '1'];
  assert.equal(kindOf({ drop: ['1'] }, numbered, '1'), 'drop', 'a name goes before a number');
  assert.equal(kindOf({ drop: ['1'] }, numbered, '2'), '');
});
