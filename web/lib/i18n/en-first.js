/** English that the first view and a run need. */
import page from './page.en.js';
import frame from './page-frame.en.js';
import trial from './page-trial.en.js';
import notes from './notes.en.js';
import setup from './page-setup.en.js';

/** @type {Record<string, string>} */
export default {
  ...notes,
  ...page,
  ...setup,
  ...frame,
  ...trial,
};
