/** English, whole but for the words of the command line. */
import first from './en-first.js';
import late from './en-late.js';

/** @type {Record<string, string>} */
export default { ...first, ...late };
