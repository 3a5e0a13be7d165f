/** From the words of the command line to a command and its options; every mistake at once. */
import { MAX_WORKERS } from '../lib/slots.js';

/** @typedef {{ key: string, values: Record<string, string | number> }} Mistake a text of the dictionary */
/**
 * @typedef {object} Arguments
 * @property {string} command
 * @property {string} file the study file, '-' for standard input; '' where the command takes none
 * @property {number} [workers]
 * @property {string} [out]
 * @property {boolean} [json]
 * @property {any} [params]
 * @property {number} [seed]
 * @property {string} [storage]
 * @property {string} [warm-start]
 * @property {string} [journal]
 * @property {string} [study]
 */

/** The command line cannot be understood. */
export class UsageError extends Error {
  /** @param {Mistake[]} mistakes */
  constructor(mistakes) {
    super(mistakes.map(({ key }) => key).join(', '));
    this.mistakes = mistakes;
  }
}

const FLAG = { takes: 'nothing', example: '' };
/** @type {Record<string, { takes: string, example: string, low?: number, high?: number }>} */
const OPTIONS = {
  '--workers': { takes: 'number', example: '2', low: 1, high: MAX_WORKERS },
  '--out': { takes: 'text', example: 'result.json' },
  '--json': FLAG,
  '--params': { takes: 'json', example: '\'{"learning_rate": 0.01}\'' },
  '--seed': { takes: 'number', example: '1', low: 0, high: 2147483647 },
  '--storage': { takes: 'text', example: 'study.journal' },
  '--warm-start': { takes: 'text', example: 'result.json' },
  '--journal': { takes: 'text', example: 'study.journal' },
  '--study': { takes: 'text', example: 'iris' },
  '--lang': { takes: 'text', example: 'zh' },
};
/** needs: what to say without a file. @type {Record<string, { file: boolean, options: string[], needs?: string }>} */
const TAKES = {
  run: {
    file: true,
    options: ['--workers', '--out', '--storage', '--warm-start', '--json', '--lang'],
  },
  trial: { file: true, options: ['--params', '--seed', '--json', '--lang'] },
  check: { file: true, options: ['--lang'] },
  export: { file: true, options: ['--journal', '--lang'], needs: 'cli.export.no_file' },
  import: { file: true, options: ['--study', '--out', '--lang'], needs: 'cli.import.no_file' },
  datasets: { file: false, options: ['--json', '--lang'] },
  examples: { file: false, options: ['--json', '--lang'] },
  schema: { file: false, options: ['--lang'] },
};

/** @param {string[]} words @param {string[]} commands @returns {Arguments} throws UsageError */
export function parseArguments(words, commands) {
  if (words.length === 0 || words.includes('--help') || words.includes('-h')) return plain('help');
  if (words[0] === '--version') return plain('version');
  const [command, ...rest] = words;
  if (!commands.includes(command)) {
    const values = { value: command, allowed: commands.join(', ') };
    throw new UsageError([{ key: 'cli.unknown_command', values }]);
  }
  const { file: takesFile, options: known, needs = 'cli.no_file' } = TAKES[command];
  /** @type {Mistake[]} */
  const mistakes = [];
  const { options, others } = readOptions(command, rest, known, mistakes);
  if (takesFile && others.length === 0) mistakes.push({ key: needs, values: { command } });
  for (const value of others.slice(takesFile ? 1 : 0)) {
    mistakes.push({ key: 'cli.extra', values: { command, value } });
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return { command, file: takesFile ? others[0] : '', ...options };
}

/** @param {string} command */
const plain = (command) => ({ command, file: '' });

/** @param {string} command @param {string[]} words @param {string[]} known @param {Mistake[]} mistakes */
function readOptions(command, words, known, mistakes) {
  /** @type {Record<string, any>} */
  const options = {};
  /** @type {string[]} */
  const others = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word.startsWith('-') || word === '-') {
      others.push(word);
      continue;
    }
    const [option, given] = splitOnce(word);
    if (!known.includes(option)) {
      const values = { command, option, allowed: known.join(' ') };
      mistakes.push({ key: 'cli.unknown_option', values });
      continue;
    }
    const { takes, example } = OPTIONS[option];
    const name = option.slice(2);
    if (name in options) mistakes.push({ key: 'cli.option_twice', values: { option } });
    if (takes === 'nothing') {
      if (given !== undefined) mistakes.push({ key: 'cli.option_no_value', values: { option } });
      options[name] = true;
      continue;
    }
    const next = words[i + 1];
    const text = given ?? (next === undefined || next.startsWith('--') ? '' : words[++i]);
    if (text === '') mistakes.push({ key: 'cli.option_value', values: { option, example } });
    else options[name] = parseValue(option, text, mistakes);
  }
  return { options, others };
}

/** @param {string} option @param {string} text @param {Mistake[]} mistakes */
function parseValue(option, text, mistakes) {
  const { takes, low = 0, high = 0 } = OPTIONS[option];
  if (takes === 'json') {
    try {
      return JSON.parse(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : '';
      mistakes.push({ key: 'cli.option_json', values: { option, reason } });
    }
  }
  if (
    takes === 'number' &&
    !(/^\d{1,10}$/.test(text) && Number(text) >= low && Number(text) <= high)
  ) {
    mistakes.push({ key: 'cli.option_number', values: { option, value: text, low, high } });
  }
  if (option === '--lang' && !['en', 'zh'].includes(text)) {
    mistakes.push({ key: 'cli.option_lang', values: { value: text } });
  }
  return takes === 'number' ? Number(text) : text;
}

/** @param {string} word @returns {[string, string | undefined]} */
function splitOnce(word) {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
