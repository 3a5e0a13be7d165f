// Tunes something that is not ours: Node's Brotli, for a file of this very repository. The fewest bytes at a bearable price: each step of
// `quality` costs 1 % and each doubling of the window 0.2 %, as if they were bytes. No clock, so every run says the same.
//
//     node examples/ask-and-tell/not-ours.mjs [FILE]
import fs from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { Study } from 'sweetspot';

const file = process.argv[2] ?? new URL('../../docs/study-file.md', import.meta.url);
const text = fs.readFileSync(file);

const MODES = {
  generic: constants.BROTLI_MODE_GENERIC,
  text: constants.BROTLI_MODE_TEXT,
  font: constants.BROTLI_MODE_FONT,
};

/** @param {{ quality: number, window: number, mode: keyof typeof MODES, block?: number }} configuration */
function bytesOf({ quality, window, mode, block = 0 }) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: window,
    [constants.BROTLI_PARAM_MODE]: MODES[mode],
    [constants.BROTLI_PARAM_LGBLOCK]: block,
  };
  return brotliCompressSync(text, { params }).length;
}

const study = await Study.create({
  space: {
    quality: { type: 'int', low: 0, high: 11 },
    window: { type: 'int', low: 10, high: 24 },
    mode: { type: 'categorical', choices: ['generic', 'text', 'font'] },
    block: { type: 'int', low: 16, high: 24, when: { quality: [4, 5, 6, 7, 8, 9] } },
  },
  search: {
    sampler: { type: 'tpe' },
    trials: 60,
    seed: 1,
    parallelism: 1,
    enqueue: [{ quality: 11, window: 22, mode: 'generic' }], // what Node does unasked, as the first trial
  },
  objective: { direction: 'minimize' },
});

for (let trial = await study.ask(); trial; trial = await study.ask()) {
  const configuration = /** @type {Parameters<typeof bytesOf>[0]} */ (trial.params);
  const price = 1 + 0.01 * configuration.quality + 0.002 * configuration.window;
  await study.tell(trial.number, { value: bytesOf(configuration) * price });
}

const best = /** @type {import('sweetspot').Best} */ (study.best);
const first = study.trials[0];
console.log(`${text.length} bytes; Node's own choice: ${Math.round(first.value ?? 0)} with its price`);
console.log(`best: ${Math.round(best.value)} by ${JSON.stringify(best.params)}, trial ${best.number}`);
console.log('what mattered:', await study.importance());
study.close();
