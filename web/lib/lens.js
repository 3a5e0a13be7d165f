/** What can be seen of a study while it is being written: its data, and the shapes of its network. A worker of its own answers. */
import { datasetFolders, loadModule, locate } from '#platform';
import { StudyClient } from './study.js';

/** @typedef {import('./peek.js').Peek} Peek */
/** @typedef {import('./plan.js').Plan} Plan */

/** Above so many bytes of data a look has a worker to itself, which goes with all that it has read. */
const LARGE_BYTES = 4e6;

/** @returns {Promise<{module: WebAssembly.Module}>} */
const withModule = async () => ({ module: await loadModule() });

export class Lens {
  /** @type {StudyClient | null} */
  #client = null;

  /** One worker for all the small questions. */
  #worker() {
    if (this.#client) return this.#client;
    const client = new StudyClient();
    client.onClose = () => {
      if (this.#client === client) this.#client = null;
    };
    this.#client = client;
    return client;
  }

  /**
   * A first look at the data.
   * @param {{data: unknown, validation?: unknown}} study as far as the data goes
   * @param {{files?: Map<string, Uint8Array | Blob>, base?: string, bytes?: number,
   *   onShare?: (share: number | null) => void}} [options] bytes: about how many will be read
   * @returns {Promise<Peek>} rejects with StudyError
   */
  async peek({ data, validation }, { files, base = '', bytes = 0, onShare = () => {} } = {}) {
    const own = bytes > LARGE_BYTES;
    const client = own ? new StudyClient() : this.#worker();
    client.onNews = ({ share }) => onShare(share);
    try {
      const places = { base: locate('', base), folders: datasetFolders() };
      return await client.call('peek', {
        ...(await withModule()),
        ...places,
        data,
        validation,
        files,
      });
    } finally {
      if (own) client.close();
    }
  }

  /**
   * The shapes and the sizes of a network.
   * @param {import('./types').StudyFile} study a checked one
   * @param {import('./plan.js').Facts} facts of its data
   * @returns {Promise<Plan>}
   */
  async plan(study, facts) {
    return this.#worker().call('plan', { ...(await withModule()), study, facts });
  }

  close() {
    this.#client?.close();
  }
}
