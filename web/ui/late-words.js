/** The words that the first view does without (lib/i18n/en-late.js) come with the reader's first touch, or with the first mistake. */
import { loadWords } from '../lib/index.js';

/** Nobody waits for them here; without them a key stands where its text would. */
const fetchWords = () => loadWords().catch(() => {});
for (const touch of ['pointerdown', 'keydown'])
  addEventListener(touch, fetchWords, { capture: true, once: true });

/** @type {'none' | 'coming' | 'there'} */
let words = 'none';

/**
 * Whether there are words for these mistakes.
 * @param {import('../lib/i18n/index.js').Translate} t @param {readonly unknown[]} problems
 * @param {() => void} again called once there are, if not
 */
export function canSay(t, problems, again) {
  if (problems.length === 0 || t.has('error.missing') || words === 'there') return true;
  if (words === 'none')
    void fetchWords().then(() => {
      words = 'there';
      again();
    });
  words = 'coming';
  return false;
}
