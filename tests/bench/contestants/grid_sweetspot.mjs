// examples/iris-grid.json as the library runs it: the wall time of the study with the start of its workers.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRun } from '../../../web/lib/index.js';
import { compete, options } from './protocol.mjs';

const EXAMPLES = new URL('../../../examples/', import.meta.url);

await compete(async () => {
  const file = JSON.parse(readFileSync(new URL(options.study, EXAMPLES), 'utf8'));
  const study = { ...file, speed: options.speed };
  return {
    about: `Sweetspot, ${options.workers} workers`,
    round: async () => {
      const before = performance.now();
      const run = createRun(study, { workers: options.workers, base: fileURLToPath(EXAMPLES) });
      const { best, trials } = await run.result;
      const seconds = (performance.now() - before) / 1000;
      return {
        seconds,
        accuracy: best?.value,
        fits: trials.reduce((sum, { folds }) => sum + folds.length, 0),
      };
    },
  };
});
