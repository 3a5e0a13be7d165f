/** `sweetspot run`: the whole study. */
import path from 'node:path';
import { createRun, describeProblem, resultText } from '../lib/index.js';
import { checkWritable, readText, writeText } from './files.js';
import { onInterrupt } from './interrupt.js';
import { EXIT } from './exit.js';
import { createProgress } from './progress.js';
import { Recorder } from './recorder.js';
import { nothingOf, reportOf, targetOf } from './report.js';
import { StorageError } from './storage.js';
import { readWarmStart } from './warm-start.js';

/** @typedef {import('../lib/types').RunEvent} RunEvent */

/** @type {(args: import('./arguments.js').Arguments, terminal: import('./main.js').Terminal) => Promise<number>} */
export async function runCommand(
  { file, workers, out, storage, json, 'warm-start': earlier },
  terminal,
) {
  const { t, print, complain, width } = terminal;
  const study = readText(file);
  if (out) checkWritable(out, file, storage);
  const warmStart = earlier === undefined ? undefined : readWarmStart(earlier);
  const { signal, release } = onInterrupt();
  const progress = createProgress(terminal);
  const recorder = storage
    ? new Recorder(storage, {
        say: ({ key, values }) => progress.say(t('cli.note', { text: t(key, values) })),
        onFailure: () => run.abort(),
      })
    : null;
  const resume = recorder?.begin.bind(recorder);
  const run = createRun(study, { workers, signal, base: path.dirname(file), resume, warmStart });
  try {
    for await (const event of run.events) {
      progress.apply(event);
      recorder?.apply(event);
      if (event.event === 'start') for (const line of opening(t, event)) progress.say(line);
      if (json) for (const line of jsonLines(event)) print(JSON.stringify(line));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    complain(t('cli.interrupted_early'));
    return EXIT.interrupted;
  } finally {
    progress.end();
    release();
  }
  const result = await run.result;
  if (!json) print(reportOf(t, result, width));
  if (out) {
    writeText(out, resultText(result));
    complain(t('cli.written', { file: out }));
  }
  if (recorder && !(await isKept(recorder, terminal))) return EXIT.wrong;
  const { best, trials, state } = result;
  if (!best && state !== 'interrupted') {
    complain(t('cli.warning', { text: nothingOf(t, trials) }));
  }
  if (state !== 'interrupted') return EXIT.done;
  complain(t('cli.interrupted'));
  return EXIT.interrupted;
}

/** What was finished is reported and written even if the journal is not. @param {Recorder} recorder @param {import('./main.js').Terminal} terminal */
async function isKept(recorder, { t, complain }) {
  try {
    await recorder.end();
    return true;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const { key, values } = error.mistake;
    complain(t('cli.error', { text: t(key, values) }));
    return false;
  }
}

/** @param {import('./main.js').Terminal['t']} t @param {Extract<RunEvent, { event: 'start' }>} event */
function opening(t, { study, data, trials, folds, workers, warnings, sampler, warm_start }) {
  const { rows, features } = data;
  const target = targetOf(t, data);
  return [
    t('cli.start', { name: study.name, rows, features, target, trials, folds, workers }),
    ...data.notes.map((note) => t('cli.note', { text: describeProblem(t, note) })),
    ...(sampler
      ? [t('cli.sampler', { sampler: sampler.picked, reason: t(`reason.${sampler.reason}`) })]
      : []),
    ...(warm_start ? [t('cli.warm_start', { count: warm_start.trials })] : []),
    ...warnings.map((warning) => t('cli.warning', { text: describeProblem(t, warning) })),
  ];
}

/** What `--json` prints of an event: curves and the whole result stay in the result file. @param {RunEvent} event */
export function* jsonLines(event) {
  if (event.event === 'report') yield event;
  if (event.event === 'trial') {
    const { folds, ...trial } = event;
    yield { ...trial, scores: folds.map(({ score }) => score) };
  }
  if (event.event === 'study') {
    const { result: _, ...study } = event;
    yield study;
  }
}
