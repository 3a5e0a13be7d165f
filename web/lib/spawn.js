/** Starting workers. Apart from `#platform`, which workers import too: a bundler does not follow workers that start themselves. */
import { linkTo, Worker } from '#platform';

/** @param {'trial' | 'study'} kind @returns {import('./pool.js').WorkerLink} */
export function spawnWorker(kind) {
  // A bundler finds a worker only when it is written out in one expression.
  const worker =
    kind === 'trial'
      ? new Worker(new URL('../workers/trial.worker.js', import.meta.url), { type: 'module' })
      : new Worker(new URL('../workers/study.worker.js', import.meta.url), { type: 'module' });
  return linkTo(worker);
}
