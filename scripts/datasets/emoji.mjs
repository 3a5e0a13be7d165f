// emoji32: the pictures of Noto Color Emoji, 32 x 32 in colour on white, by the groups of Unicode's emoji-test.txt.
import fs from 'node:fs';
import path from 'node:path';
import { pictureOf, readFont } from './font.mjs';
import { debianPackage } from './packages.mjs';
import { decodePng } from './png.mjs';
import { shuffle } from './random.mjs';

const SIZE = 32;
const SEED = 20221122;
const FONT = 'usr/share/fonts/truetype/noto/NotoColorEmoji.ttf';
const LIST = 'usr/share/unicode/emoji/emoji-test.txt';

/** The two IDX files. @param {string[]} classes names of the groups, by class */
export async function buildEmoji(classes) {
  const [font, list] = [
    path.join(await debianPackage('fonts-noto-color-emoji'), FONT),
    path.join(await debianPackage('unicode-data'), LIST),
  ];
  const rows = pictures(readFont(fs.readFileSync(font)), fs.readFileSync(list, 'utf8'), classes);
  shuffle(rows, SEED);
  const images = Buffer.concat(rows.map(({ pixels }) => pixels));
  const labels = Buffer.from(rows.map(({ label }) => label));
  return {
    train_images: Buffer.concat([idxHeader(rows.length, SIZE, SIZE, 3), images]),
    train_labels: Buffer.concat([idxHeader(rows.length), labels]),
  };
}

/** The sequences of emoji-test.txt that are fully qualified and have no skin tone. @param {string} text
 * @returns {{ group: string, points: number[] }[]} points without U+FE0F, which only asks for colour */
export function readEmojiList(text) {
  let group = '';
  const rows = [];
  for (const line of text.split('\n')) {
    group = /^# group: (.*)/.exec(line)?.[1] ?? group;
    const points = /^([0-9A-F ]+?) *; fully-qualified/.exec(line)?.[1].split(' ');
    if (!points) continue;
    const numbers = points.map((point) => Number.parseInt(point, 16));
    if (numbers.some((point) => point >= 0x1f3fb && point <= 0x1f3ff)) continue;
    rows.push({ group, points: numbers.filter((point) => point !== 0xfe0f) });
  }
  return rows;
}

/** One row a picture; of those that look the same the first stays.
 * @param {import('./font.mjs').Font} font @param {string} list @param {string[]} classes */
function pictures(font, list, classes) {
  /** @type {Map<string, { pixels: Buffer, label: number }>} */
  const rows = new Map();
  for (const { group, points } of readEmojiList(list)) {
    const file = pictureOf(font, points);
    if (!file || !classes.includes(group)) continue;
    const pixels = shrink(decodePng(file));
    const key = pixels.toString('latin1');
    if (!rows.has(key)) rows.set(key, { pixels, label: classes.indexOf(group) });
  }
  return [...rows.values()];
}

/** The mean of each cell of a grid of 32 x 32 over the smallest square around the picture, on white, in whole numbers: lengths
 * are counted in 32nds of a pixel. @param {ReturnType<typeof decodePng>} picture @returns {Buffer} [32, 32, 3] */
export function shrink({ width, height, rgba }) {
  const side = Math.max(width, height); // of a cell, in 32nds; of the square, in pixels
  const [left, top] = [(side - width) / 2, (side - height) / 2].map(Math.floor);
  const out = Buffer.alloc(SIZE * SIZE * 3);
  const sums = [0, 0, 0];
  for (let cell = 0; cell < SIZE * SIZE; cell++) {
    const [row, column] = [Math.floor(cell / SIZE), cell % SIZE];
    sums.fill(0);
    for (const [y, tall] of overlaps(row, side)) {
      for (const [x, wide] of overlaps(column, side)) {
        const inside = y >= top && y < top + height && x >= left && x < left + width;
        const at = 4 * ((y - top) * width + x - left);
        const alpha = inside ? rgba[at + 3] : 0;
        for (let c = 0; c < 3; c++)
          sums[c] += tall * wide * (255 * (255 - alpha) + (inside ? rgba[at + c] * alpha : 0));
      }
    }
    const whole = 255 * side * side;
    for (let c = 0; c < 3; c++) out[3 * cell + c] = Math.floor((2 * sums[c] + whole) / (2 * whole));
  }
  return out;
}

/** The pixels that a cell covers, and how many 32nds of each. @param {number} cell @param {number} side
 * @returns {[number, number][]} */
function overlaps(cell, side) {
  const [from, to] = [cell * side, (cell + 1) * side];
  /** @type {[number, number][]} */
  const parts = [];
  for (let pixel = Math.floor(from / SIZE); pixel * SIZE < to; pixel++)
    parts.push([pixel, Math.min(to, (pixel + 1) * SIZE) - Math.max(from, pixel * SIZE)]);
  return parts;
}

/** @param {...number} dimensions */
function idxHeader(...dimensions) {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.writeUInt32BE(0x0800 + dimensions.length);
  dimensions.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return header;
}
