/** Chinese, whole but for the words of the command line. */
import page from './page.zh.js';
import frame from './page-frame.zh.js';
import space from './page-space.zh.js';
import trial from './page-trial.zh.js';
import why from './page-why.zh.js';
import keep from './page-keep.zh.js';
import share from './page-share.zh.js';
import setup from './page-setup.zh.js';
import columns from './page-columns.zh.js';
import notes from './notes.zh.js';
import schema from './schema.zh.js';
import study from './study.zh.js';

/** @type {Record<string, string>} */
export default {
  ...study,
  ...notes,
  ...schema,
  ...page,
  ...setup,
  ...frame,
  ...space,
  ...trial,
  ...why,
  ...keep,
  ...share,
  ...columns,
};
