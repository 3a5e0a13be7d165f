/**
 * Workers that are up before a run wants them, their engines started and their code run once: to do that takes a tenth of a second or two,
 * which nobody need wait for. Nothing that they have done changes a result.
 */
import { cores, datasetFolders, loadModule } from '#platform';
import { spawnWorker } from './spawn.js';

/** @typedef {import('./pool.js').WorkerLink} WorkerLink */
/** @typedef {'trial' | 'study'} Kind */

/** Each costs memory while nothing runs. */
const MOST = 4;

export class WarmWorkers {
  /** @type {Record<Kind, WorkerLink[]>} */
  #idle = { study: [], trial: [] };

  /** As RunOptions.spawn. @param {Kind} kind */
  spawn = (kind) => this.#idle[kind].pop() ?? spawnWorker(kind);

  /** Has them ready for the next run. */
  async prepare() {
    const module = await loadModule().catch(() => null); // the run will say what is wrong
    if (!module) return;
    this.#fill('study', 1, { kind: 'rehearse', module, folders: datasetFolders() });
    this.#fill('trial', Math.min(cores(), MOST), { kind: 'warm', module });
  }

  /** Lets go of those that no run has. */
  release() {
    for (const kind of /** @type {Kind[]} */ (Object.keys(this.#idle)))
      for (const worker of this.#idle[kind].splice(0)) worker.terminate();
  }

  /** @param {Kind} kind @param {number} count @param {object} message */
  #fill(kind, count, message) {
    const idle = this.#idle[kind];
    while (idle.length < count) {
      const worker = spawnWorker(kind);
      idle.push(worker);
      worker.onError(() => {
        const at = idle.indexOf(worker);
        if (at < 0) return; // a run has it
        idle.splice(at, 1);
        worker.terminate();
      });
      worker.post(message);
    }
  }
}
