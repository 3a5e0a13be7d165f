/** Which command, in which language; what it threw, as a message and an exit status. */
import { describeProblem, StudyError, translator } from '../lib/index.js';
import { VERSION } from '../lib/result.js';
import { parseArguments, UsageError } from './arguments.js';
import { EXIT } from './exit.js';
import { StorageError } from './storage.js';

/** @typedef {ReturnType<typeof translator>} Translate */
/** @typedef {import('./arguments.js').Arguments} Arguments */
/**
 * What a command needs of the world.
 * @typedef {object} Terminal
 * @property {Translate} t
 * @property {(text: string) => void} print a line on standard output, while somebody reads it
 * @property {(text: string) => void} complain a line on standard error
 * @property {number} width columns of standard output; Infinity where it is no terminal
 */

/**
 * Each loaded when it is wanted.
 * @type {Record<string, () => Promise<(args: Arguments, terminal: Terminal) => Promise<number>>>}
 */
const COMMANDS = {
  run: async () => (await import('./run.js')).runCommand,
  trial: async () => (await import('./trial.js')).trialCommand,
  check: async () => (await import('./check.js')).checkCommand,
  export: async () => (await import('./journal.js')).exportCommand,
  import: async () => (await import('./journal.js')).importCommand,
  datasets: async () => (await import('./lists.js')).datasetsCommand,
  examples: async () => (await import('./lists.js')).examplesCommand,
  schema: async () => (await import('./lists.js')).schemaCommand,
};

/** @param {string[]} words what stands after `sweetspot` @returns {Promise<number>} exit status */
export async function main(words) {
  const t = translator(languageOf(words));
  let file = '';
  try {
    const args = parseArguments(words, Object.keys(COMMANDS));
    file = args.file;
    const terminal = openTerminal(t, args);
    if (args.command === 'help') terminal.print(t('cli.help'));
    else if (args.command === 'version') terminal.print(VERSION);
    else {
      const command = await COMMANDS[args.command]();
      return await command(args, terminal);
    }
    return EXIT.done;
  } catch (error) {
    return explain(error, file, t);
  }
}

/** @param {string} text */
const complain = (text) => void process.stderr.write(`${text}\n`);

/**
 * `sweetspot run ... | head` ends the pipe early: that is no error, and nothing is left to do but to write the file that was asked
 * for. A full disk is an error.
 * @param {Translate} t @param {Arguments} args @returns {Terminal}
 */
function openTerminal(t, { out }) {
  let isRead = true;
  process.stdout.on('error', (error) => {
    const { code = '' } = /** @type {{ code?: string }} */ (error);
    if (code === 'EPIPE') {
      isRead = false;
      if (!out) process.exit(EXIT.done);
    } else {
      complain(t('cli.error', { text: t('cli.output_lost', { reason: code }) }));
      process.exit(EXIT.wrong);
    }
  });
  process.stderr.on('error', () => {}); // there is nowhere left to complain
  const print = (/** @type {string} */ text) => void (isRead && process.stdout.write(`${text}\n`));
  return { t, print, complain, width: process.stdout.columns ?? Infinity };
}

/** @param {unknown} error @param {string} file the study file @param {Translate} t */
function explain(error, file, t) {
  if (error instanceof UsageError) {
    for (const { key, values } of error.mistakes)
      complain(t('cli.error', { text: t(key, values) }));
    complain(t('cli.try_help'));
  } else if (error instanceof StudyError) {
    const count = error.problems.length;
    complain(t(count === 1 ? 'cli.mistakes_1' : 'cli.mistakes', { file, count }));
    for (const problem of error.problems) complain(`  ${describeProblem(t, problem)}`);
  } else if (error instanceof StorageError) {
    const { key, values } = error.mistake;
    complain(t('cli.error', { text: t(key, values) }));
  } else if (/** @type {any} */ (error)?.code === 'no_engine') {
    complain(t('cli.error', { text: t('cli.no_engine') }));
  } else throw error;
  return EXIT.wrong;
}

/** --lang, or else the language of the terminal. @param {string[]} words */
function languageOf(words) {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const given = at < 0 ? undefined : (words[at].split('=')[1] ?? words[at + 1]);
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (given ?? (LC_ALL || LC_MESSAGES || LANG || 'en')).startsWith('zh') ? 'zh' : 'en';
}
