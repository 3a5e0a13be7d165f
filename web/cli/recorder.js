/** A run as it is kept in a journal that is a file. */
import { Recorder as Keeper } from '../lib/recorder.js';
import { JournalFile, livingProcess, StorageError } from './storage.js';

/** @typedef {import('../lib/recorder.js').Values} Values */
/** @typedef {{ key: string, values: Values }} Note */

/** What may be said of a journal, and what may be wrong with it. @type {Record<string, string>} */
const WORDS = {
  changed: 'cli.storage.changed',
  skipped: 'cli.storage.skipped',
  resumed: 'cli.storage.resumed',
  others: 'cli.storage.others',
  other_study: 'cli.storage.other_study',
  other_proposal: 'cli.storage.other_proposal',
  in_use: 'cli.storage.in_use',
  deleted: 'cli.storage.deleted',
};

export class Recorder extends Keeper {
  /**
   * @param {string} file
   * @param {{ say: (note: Note) => void, onFailure: () => void, patience?: number }} options say: what is to be known of the file
   */
  constructor(file, { say, onFailure, patience }) {
    const journal = new JournalFile(file, { patience });
    const fault = (/** @type {string} */ code, /** @type {Values} */ values) =>
      new StorageError(WORDS[code], { file, ...values });
    /** The lock that another holds will be free. @param {unknown} error */
    const passing = (error) => {
      const isLocked = error instanceof StorageError && error.mistake.key === 'cli.storage.locked';
      if (isLocked) say(error.mistake);
      return isLocked;
    };
    super(
      { change: (write) => journal.change(write), fault, busy: livingProcess, passing },
      {
        clock: () => new Date().toISOString().replace('Z', '000+00:00'), // as Optuna writes it
        say: ({ what, values }) => say({ key: WORDS[what], values: { file, ...values } }),
        onFailure,
      },
    );
  }
}
