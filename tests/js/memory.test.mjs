// What a trial plans is what it uses: the module's memory grows by that when the trial is made, and by nothing while it trains.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';
import { encodeConfig, encodeData } from '../../web/lib/encode.js';
import { Engine, TRIAL } from '../../web/lib/engine.js';
import { loadModule } from '../../web/lib/platform.node.js';
import { parseSchema } from '../../web/lib/schema.js';
import { checkStudy, resolveStudy } from '../../web/lib/study-file.js';

const MIB = 2 ** 20;
const env = { emscripten_notify_memory_growth() {} };
const instance = await WebAssembly.instantiate(await loadModule(), { env });
const memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);
const engine = new Engine(instance);
const schema = parseSchema(engine.schemaText());

/** Pictures of the shape of MNIST's. @param {number} rows */
function pictures(rows) {
  const x = Uint8Array.from({ length: rows * 784 }, (_, i) => (i * 7919) % 256);
  const y = Float32Array.from({ length: rows }, (_, i) => i % 10);
  const classes = Array.from('0123456789');
  const rest = { task: 'classification', features: 784, test_rows: 0, shape: [28, 28, 1] };
  return /** @type {any} */ ({ ...rest, rows, x, y, classes });
}

test('mnist-cnn at batch 128 trains within 96 MiB above its data, all of them planned', () => {
  const json = JSON.parse(fs.readFileSync('examples/mnist-cnn.json', 'utf8'));
  const { study } = checkStudy(schema, json);
  assert.equal(study.training.batch_size, 128);
  const data = engine.dataset(pictures(600));
  data.split(encodeData(schema, study));
  const config = encodeConfig(schema, resolveStudy(study, {}));
  const planned = data.trialBytes(config, false);
  assert.ok(planned < 96 * MIB, `${planned / MIB} MiB`);

  const before = memory.buffer.byteLength;
  const trial = data.trial(config, { metric: 1, seed: 1, number: 0 });
  const made = memory.buffer.byteLength;
  assert.ok(made - before <= planned + MIB, `${made - before} bytes for ${planned}`);
  assert.ok(made >= planned);
  for (let i = 0; i < 8; i++) assert.equal(trial.run(128), TRIAL.RUNNING);
  assert.equal(memory.buffer.byteLength, made);
});
