/** English of what a first view does not show: mistakes, the charts of later tabs, studies that are kept, sharing. A browser loads
 * it with the first of them. */
import space from './page-space.en.js';
import why from './page-why.en.js';
import keep from './page-keep.en.js';
import share from './page-share.en.js';
import columns from './page-columns.en.js';
import study from './study.en.js';

/** @type {Record<string, string>} */
export default {
  ...study,
  ...space,
  ...why,
  ...keep,
  ...share,
  ...columns,
};
