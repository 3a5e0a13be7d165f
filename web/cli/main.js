/** Which command, in which language; what it threw, as a message and an exit status. */
import { describeProblem, StudyError, translator } from '../lib/index.js';
import { VERSION } from '../lib/result.js';
import { parseArguments, UsageError } from './arguments.js';
import { EXIT } from './exit.js';

/** @typedef {ReturnType<typeof translator>} Translate */
/** @typedef {import('./arguments.js').Arguments} Arguments */
/**
 * What a command needs of the world.
 * @typedef {object} Terminal
 * @property {Translate} t
 * @property {(text: string) => void} print a line on standard output
 * @property {(text: string) => void} complain a line on standard error
 */

/**
 * Each loaded when it is wanted.
 * @type {Record<string, () => Promise<(args: Arguments, terminal: Terminal) => Promise<number>>>}
 */
const COMMANDS = {
  run: async () => (await import('./run.js')).runCommand,
  trial: async () => (await import('./trial.js')).trialCommand,
  check: async () => (await import('./check.js')).checkCommand,
  datasets: async () => (await import('./lists.js')).datasetsCommand,
  schema: async () => (await import('./lists.js')).schemaCommand,
};

/** @param {string[]} words what stands after `sweetspot` @returns {Promise<number>} exit status */
export async function main(words) {
  const t = translator(languageOf(words));
  /** @type {Terminal} */
  const terminal = {
    t,
    print: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
  };
  leaveWhenNobodyReads(terminal);
  try {
    const args = parseArguments(words, Object.keys(COMMANDS));
    if (args.command === 'help') terminal.print(t('cli.help'));
    else if (args.command === 'version') terminal.print(VERSION);
    else {
      const command = await COMMANDS[args.command]();
      return await command(args, terminal);
    }
    return EXIT.done;
  } catch (error) {
    return explain(error, words, terminal);
  }
}

/** @param {unknown} error @param {string[]} words @param {Terminal} terminal */
function explain(error, words, { t, complain }) {
  if (error instanceof UsageError) {
    for (const { key, values } of error.mistakes)
      complain(t('cli.error', { text: t(key, values) }));
    complain(t('cli.try_help'));
  } else if (error instanceof StudyError) {
    const file = words.find((word, i) => i > 0 && !word.startsWith('-')) ?? '';
    const count = error.problems.length;
    complain(t(count === 1 ? 'cli.mistakes_1' : 'cli.mistakes', { file, count }));
    for (const problem of error.problems) complain(`  ${describeProblem(t, problem)}`);
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

/** `sweetspot run ... | head` ends the pipe early: that is no error. A full disk is. @param {Terminal} terminal */
function leaveWhenNobodyReads({ t, complain }) {
  process.stdout.on('error', (error) => {
    const { code = '' } = /** @type {{ code?: string }} */ (error);
    if (code === 'EPIPE') process.exit(EXIT.done);
    complain(t('cli.error', { text: t('cli.output_lost', { reason: code }) }));
    process.exit(EXIT.wrong);
  });
}
