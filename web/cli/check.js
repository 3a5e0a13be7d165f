/** `sweetspot check`: every mistake of a study file and of its data. */
import path from 'node:path';
import { describeProblem, inspect } from '../lib/index.js';
import { readText } from './files.js';
import { EXIT } from './exit.js';
import { targetOf } from './report.js';

/** @type {(args: import('./arguments.js').Arguments, terminal: import('./main.js').Terminal) => Promise<number>} */
export async function checkCommand({ file }, { t, print }) {
  const opened = await inspect(readText(file), { base: path.dirname(file) });
  for (const note of opened.data.notes) print(t('cli.note', { text: describeProblem(t, note) }));
  for (const warning of opened.warnings) {
    print(t('cli.warning', { text: describeProblem(t, warning) }));
  }
  const { data, planned, size, folds } = opened;
  const { rows, features } = data;
  print(
    t('cli.good', {
      file,
      rows,
      features,
      target: targetOf(t, data),
      trials: planned,
      size: size ?? t('cli.infinite'),
      folds,
    }),
  );
  return EXIT.done;
}
