/** What charts may ask beyond their snapshot: what the sampler and the pruner of its study think, worked out in a worker of its own. */

import { forTuner } from '../lib/for-tuner.js';

/** @typedef {import('../lib/types').Snapshot} Snapshot */
/** @typedef {import('../lib/viewer.js').Viewer} Viewer */

export class ChartTools {
  /** Of the study that was asked about last. @type {{study: Snapshot['study'], viewer: Promise<Viewer>} | null} */
  #open = null;

  /**
   * The viewer of a snapshot's study, with all of its trials; opened when it is first asked for.
   * @param {Snapshot} snapshot
   * @returns {Promise<Viewer>} rejects when the worker cannot be started
   */
  async viewer(snapshot) {
    const { study } = snapshot;
    if (this.#open?.study !== study) {
      this.close();
      const opening = import('../lib/viewer.js').then(({ viewer }) => viewer(forTuner(snapshot)));
      this.#open = { study, viewer: opening };
      opening.catch(() => {
        if (this.#open?.viewer === opening) this.#open = null;
      });
    }
    const viewer = await this.#open.viewer;
    await viewer.follow(forTuner(snapshot));
    return viewer;
  }

  /** Ends the worker of the last study. */
  close() {
    void this.#open?.viewer.then(
      (viewer) => viewer.close(),
      () => {},
    );
    this.#open = null;
  }
}
