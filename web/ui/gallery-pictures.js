/** Small drawings of the kinds of data, made from a name: the same name gives the same picture. */
import { svg } from 'lit';

const WIDTH = 220;
const HEIGHT = 84;

/** Numbers from 0 to 1 that follow from a name: for pictures, never for results. @param {string} name */
function numbersOf(name) {
  let state = 2166136261;
  for (const letter of name) state = Math.imul(state ^ letter.charCodeAt(0), 16777619) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param {() => number} next about normal */
const near = (next) => (next() + next() + next() - 1.5) / 1.5;

/** Points of three classes. @param {() => number} next */
function rows(next) {
  const centres = [0, 1, 2].map((at) => ({
    x: 45 + 62 * at + 18 * near(next),
    y: 30 + 26 * next(),
  }));
  return centres.flatMap(({ x, y }, kind) =>
    Array.from({ length: 16 }, () => {
      const [cx, cy] = [x + 26 * near(next), y + 22 * near(next)];
      return [
        svg`<circle cx=${cx} cy=${cy} r="3" fill="currentColor" />`,
        svg`<circle cx=${cx} cy=${cy} r="2.6" fill="none" stroke="currentColor" stroke-width="1.2" />`,
        svg`<path d=${`M${cx - 3} ${cy - 3}l6 6m0-6l-6 6`} stroke="currentColor" stroke-width="1.2" />`,
      ][kind];
    }),
  );
}

/** Strokes on a grid of pixels. @param {() => number} next */
function pictures(next) {
  return Array.from({ length: 3 }, (_, at) => {
    const lit = new Map();
    let [x, y] = [2 + Math.floor(4 * next()), 1];
    for (let step = 0; step < 22; step++) {
      lit.set(`${x},${y}`, 0.55 + 0.45 * next());
      const turn = next();
      if (turn < 0.36) x = Math.min(6, x + 1);
      else if (turn < 0.62) x = Math.max(1, x - 1);
      else y = Math.min(6, y + 1);
    }
    return [...lit].map(([cell, shade]) => {
      const [cx, cy] = cell.split(',').map(Number);
      return svg`<rect x=${19 + 64 * at + 8 * cx - 4} y=${10 + 8 * cy} width="7.4" height="7.4" fill="currentColor" opacity=${shade} />`;
    });
  });
}

/** Words in lines, some of them telling. @param {() => number} next */
function texts(next) {
  return [14, 29, 44, 59].map((y) => {
    const words = [];
    for (let x = 18; x < WIDTH - 30; ) {
      const width = Math.min(10 + 30 * next(), WIDTH - 22 - x);
      words.push(
        svg`<rect x=${x} y=${y} width=${width} height="8" rx="3" fill="currentColor" opacity=${next() < 0.22 ? 1 : 0.25} />`,
      );
      x += width + 6;
    }
    return words;
  });
}

/** A line over time, and where it might go. @param {() => number} next */
function series(next) {
  let y = 46;
  const points = Array.from({ length: 22 }, (_, at) => {
    y = Math.min(HEIGHT - 14, Math.max(14, y + 14 * near(next)));
    return `${14 + 9 * at},${y.toFixed(1)}`;
  });
  const split = 17;
  return svg`<polyline points=${points.slice(0, split).join(' ')} fill="none" stroke="currentColor" stroke-width="2" />
    <polyline points=${points.slice(split - 1).join(' ')} fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2 4" />
    <line x1=${14 + 9 * (split - 1)} y1="8" x2=${14 + 9 * (split - 1)} y2=${HEIGHT - 8} stroke="currentColor" opacity="0.4" />`;
}

const DRAWN = { rows, pictures, texts, series };

/** @param {keyof typeof DRAWN} kind @param {string} name */
export function pictureOf(kind, name) {
  return DRAWN[kind](numbersOf(name));
}
