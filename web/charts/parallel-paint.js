/** The drawing of parallel coordinates. All lines lie on layers of their own, which are drawn again only when they change. */
import { formatScore, formatValue } from './format.js';
import { heightOf, NARROW_PX, ROW_PX } from './parallel-brush.js';
import { colourOf, NOT_USED } from './scales.js';

/** @typedef {import('./look.js').Look} Look */
/** @typedef {import('./parallel-brush.js').Area} Area */
/** @typedef {import('./parallel-brush.js').Line} Line */
/** @typedef {import('./parallel-brush.js').Place} Place */
/**
 * @typedef {object} Scene
 * @property {CanvasRenderingContext2D} ctx
 * @property {Look} look
 * @property {import('./parallel.js').ParallelInfo} info
 * @property {Place[]} places
 * @property {Area} area
 * @property {Set<number> | null} through what the brushes have left
 */
/** @typedef {{width: number, height: number, ratio: number}} Size */

const FONT = 'system-ui, "Noto Sans", sans-serif';
const TICK_PX = 11;
const NAME_PX = 12;
const RAMP_STEPS = 24;
const MANY = 150;
/** In less room than this a choice that does not fit has too few letters left to tell it. */
const FEW_LETTERS = 36;

/** Canvases by name, each with what it was drawn from. */
export class Layers {
  /** @type {Map<string, {canvas: HTMLCanvasElement, made: unknown[]}>} */
  #layers = new Map();

  /**
   * @param {string} name
   * @param {unknown[]} from what the layer shows: it is drawn again when one of them is another
   * @param {Size} size
   * @param {(ctx: CanvasRenderingContext2D) => void} paint
   */
  get(name, from, { width, height, ratio }, paint) {
    const made = [...from, width, height, ratio];
    const layer = this.#layers.get(name) ?? { canvas: document.createElement('canvas'), made: [] };
    if (layer.made.length === made.length && made.every((each, i) => each === layer.made[i]))
      return layer.canvas;
    layer.made = made;
    this.#layers.set(name, layer);
    layer.canvas.width = Math.ceil(width * ratio);
    layer.canvas.height = Math.ceil(height * ratio);
    const ctx = /** @type {CanvasRenderingContext2D} */ (layer.canvas.getContext('2d'));
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.lineJoin = 'bevel';
    paint(ctx);
    return layer.canvas;
  }
}

/** @param {Scene} scene @param {Layers} layers @param {Size} size */
export function paintLines(scene, layers, size) {
  const { ctx, look, info, places, area, through } = scene;
  const { lines } = info;
  const order = places.map(({ index }) => index).join();
  const same = [lines, look.dark, order, area.bottom];
  const { width, height } = size;
  if (!through) {
    const all = layers.get('all', same, size, (on) => strokeAll(on, lines, scene));
    ctx.drawImage(all, 0, 0, width, height);
    return;
  }
  const quiet = layers.get('quiet', same, size, (on) => strokeQuiet(on, lines, scene));
  ctx.drawImage(quiet, 0, 0, width, height);
  const ranges = JSON.stringify([...info.memory.ranges]);
  const from = [...same, ranges, through.size];
  const left = layers.get('left', from, size, (on) => {
    const shown = lines.filter(({ trial }) => through.has(trial.number));
    strokeAll(on, shown, scene);
  });
  ctx.drawImage(left, 0, 0, width, height);
}

/**
 * Many lines are one device pixel wide and not dashed: anything else takes a software canvas eight times as long.
 * @param {CanvasRenderingContext2D} ctx @param {Line[]} lines @param {Scene} scene
 */
function strokeAll(ctx, lines, { look, places, area }) {
  const many = lines.length > MANY;
  const alpha = lines.length > 400 ? 0.45 : many ? 0.65 : 0.85;
  const hair = 1 / ctx.getTransform().a;
  for (const { pruned, good, at } of lines) {
    if (!many) ctx.setLineDash(pruned ? [3, 4] : []);
    ctx.lineWidth = many ? hair : pruned ? 1 : 1 + 0.75 * good;
    ctx.globalAlpha = pruned ? (many ? 0.25 : 0.5) : alpha + (1 - alpha) * good * good;
    ctx.strokeStyle = pruned ? look.muted : colourOf(good, look.dark);
    trace(ctx, at, places, area);
  }
}

/** @param {CanvasRenderingContext2D} ctx @param {Line[]} lines @param {Scene} scene */
function strokeQuiet(ctx, lines, { look, places, area }) {
  ctx.strokeStyle = look.line;
  ctx.lineWidth = lines.length > MANY ? 1 / ctx.getTransform().a : 1;
  ctx.globalAlpha = lines.length > 200 ? 0.5 : 1;
  for (const { at } of lines) trace(ctx, at, places, area);
}

/** @param {CanvasRenderingContext2D} ctx @param {Float32Array} at @param {Place[]} places @param {Area} area */
function trace(ctx, at, places, area) {
  ctx.beginPath();
  for (const { index, x } of places) ctx.lineTo(x, heightOf(at[index], area));
  ctx.stroke();
}

/** @param {Scene} scene */
export function paintAxes(scene) {
  const { ctx, places, look, area } = scene;
  const apart = places.length > 1 ? places[1].x - places[0].x : 100;
  ctx.save();
  ctx.font = `${NAME_PX}px ${FONT}`;
  const widest = Math.max(...places.map(({ axis }) => ctx.measureText(axis.name).width));
  const rows = Math.min(Math.max(1, Math.ceil((widest + 10) / apart)), apart < NARROW_PX ? 3 : 2);
  places.forEach((place, i) => {
    paintRange(scene, place);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = look.muted;
    ctx.lineWidth = 1;
    segment(ctx, place.x, area.top, area.bottom);
    paintName(scene, place, { apart, rows, row: i % rows });
    if (place.axis.kind === 'score') paintRamp(scene, place.x);
  });
  ctx.restore();
}

/** What is to be read stands over all lines: the ticks, and the values of the line that is told of. @param {Scene} scene */
export function paintLabels(scene) {
  const { ctx, places } = scene;
  const apart = places.length > 1 ? places[1].x - places[0].x : 100;
  ctx.save();
  ctx.font = `${TICK_PX}px ${FONT}`;
  for (const place of places) paintTicks(scene, place, apart);
  paintFeet(scene, apart);
  const { under, chosen } = markedOf(scene);
  const told = under ?? chosen;
  if (told) paintValues(scene, told);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} from @param {number} to */
function segment(ctx, x, from, to) {
  ctx.beginPath();
  ctx.moveTo(x, from);
  ctx.lineTo(x, to);
  ctx.stroke();
}

/** The brush of an axis. @param {Scene} scene @param {Place} place */
function paintRange({ ctx, look, info, area }, { axis, x }) {
  const range = info.memory.ranges.get(axis.key);
  if (!range) return;
  const top = heightOf(range[1], area);
  const height = Math.max(heightOf(range[0], area) - top, 2);
  ctx.globalAlpha = 0.2;
  ctx.fillStyle = look.ink;
  ctx.fillRect(x - 7, top, 14, height);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = look.ink;
  ctx.lineWidth = 1.5;
  ctx.strokeRect(x - 7, top, 14, height);
}

/** @param {Scene} scene @param {Place} place @param {{apart: number, rows: number, row: number}} room */
function paintName({ ctx, look, places, area }, { axis, x }, { apart, rows, row }) {
  const first = x === places[0].x;
  ctx.font = `${axis.kind === 'score' ? '600 ' : ''}${NAME_PX}px ${FONT}`;
  ctx.fillStyle = axis.kind === 'score' ? look.ink : look.muted;
  const most = rows * apart - 10;
  // The first begins at its axis; the next one of its row stands in the middle over its own.
  const next = Math.min(ctx.measureText(places[rows]?.axis.name ?? '').width, most);
  const name = shortened(ctx, axis.name, first ? rows * apart - next / 2 + 4 : most);
  const half = ctx.measureText(name).width / 2;
  const left = first ? x - 12 : Math.min(x - half, area.right + 60 - 2 * half);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.fillText(name, Math.max(left, 0), area.top - 10 - (rows - 1 - row) * ROW_PX);
}

/** @param {CanvasRenderingContext2D} ctx @param {string} text @param {number} width */
function shortened(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let length = text.length - 1;
  while (length > 2 && ctx.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}

/** The legend of the colours: the axis of the score itself. @param {Scene} scene @param {number} x */
function paintRamp({ ctx, look, info, area }, x) {
  const height = (area.bottom - area.top) / RAMP_STEPS;
  for (let i = 0; i < RAMP_STEPS; i++) {
    const at = (i + 0.5) / RAMP_STEPS;
    ctx.fillStyle = colourOf(info.scores.maximize ? at : 1 - at, look.dark);
    ctx.fillRect(x + 2, area.bottom - (i + 1) * height, 8, height + 0.5);
  }
}

/** @param {Scene} scene @param {Place} place @param {number} apart */
function paintTicks(scene, { axis, x }, apart) {
  const { ctx, area } = scene;
  const score = axis.kind === 'score';
  const start = x + (score ? 14 : 5);
  const room = score ? 50 : apart - 10;
  if (room < 16) return;
  const least = 14 / (area.bottom - area.top);
  let last = -1;
  for (const { at, text } of axis.ticks) {
    if (at - last < least) continue;
    if (axis.kind === 'number' && ctx.measureText(text).width > room) continue;
    if (axis.kind === 'choice' && room < FEW_LETTERS && ctx.measureText(text).width > room)
      continue;
    last = at;
    label(scene, text, start, heightOf(at, area), room);
  }
}

/**
 * The foot of an axis, where the lines of trials without the parameter pass. Its word stands at each one, or where there is no room for that,
 * once beside them all.
 * @param {Scene} scene @param {number} apart
 */
function paintFeet(scene, apart) {
  const { ctx, look, area, places } = scene;
  const feet = places.filter(({ axis }) => axis.sometimes);
  if (feet.length === 0) return;
  const y = heightOf(NOT_USED, area);
  const word = look.t(feet[0].axis.none);
  const fits = ctx.measureText(word).width <= apart - 12;
  for (const { x } of feet) {
    ctx.strokeStyle = look.muted;
    ctx.lineWidth = 1;
    ctx.setLineDash([1, 3]);
    segment(ctx, x, area.bottom, y);
    ctx.setLineDash([]);
    ctx.fillStyle = look.panel;
    ctx.beginPath();
    ctx.rect(x - 3, y - 3, 6, 6);
    ctx.fill();
    ctx.stroke();
    if (fits) label(scene, word, x + 7, y, apart - 12);
  }
  if (!fits) label(scene, word, places[places.length - 1].x + 14, y, 50);
}

/**
 * A word that stays readable over lines.
 * @param {Scene} scene @param {string} text @param {number} x @param {number} y @param {number} room @param {boolean} [strong]
 */
function label({ ctx, look }, text, x, y, room, strong = false) {
  ctx.font = `${strong ? '600 ' : ''}${TICK_PX}px ${FONT}`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.lineJoin = 'round';
  ctx.lineWidth = strong ? 5 : 3;
  ctx.strokeStyle = look.panel;
  ctx.fillStyle = look.ink;
  const shown = shortened(ctx, text, room);
  ctx.globalAlpha = strong ? 1 : 0.85;
  ctx.strokeText(shown, x, y);
  ctx.globalAlpha = 1;
  ctx.fillText(shown, x, y);
}

/** The best trial thick, the selected one in ink, the one under the pointer thin. @param {Scene} scene */
export function paintMarked(scene) {
  const { ctx, look, through } = scene;
  const { best, chosen, under } = markedOf(scene);
  ctx.save();
  ctx.lineJoin = 'bevel';
  if (best && (!through || through.has(best.trial.number)))
    outlined(scene, best, colourOf(1, look.dark));
  if (chosen) outlined(scene, chosen, look.ink);
  if (under) outlined(scene, under, look.ink, true);
  ctx.restore();
}

/** @param {Scene} scene */
function markedOf({ info: { lines, scores, selected, hovered } }) {
  const lineOf = (/** @type {number | null | undefined} */ number) =>
    lines.find(({ trial }) => trial.number === number);
  return {
    best: lineOf(scores.best?.number),
    chosen: lineOf(selected),
    under: hovered === selected ? undefined : lineOf(hovered),
  };
}

/** @param {Scene} scene @param {Line} line @param {string} colour @param {boolean} [thin] */
function outlined({ ctx, look, places, area }, line, colour, thin = false) {
  ctx.setLineDash(line.pruned ? [4, 4] : []);
  ctx.globalAlpha = 0.9;
  ctx.strokeStyle = look.panel;
  ctx.lineWidth = thin ? 4 : 5.5;
  trace(ctx, line.at, places, area);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = colour;
  ctx.lineWidth = thin ? 2 : 3;
  trace(ctx, line.at, places, area);
  ctx.setLineDash([]);
}

/** The values of one line beside its axes. @param {Scene} scene @param {Line} line */
function paintValues(scene, { trial, at }) {
  const { places, area, ctx } = scene;
  const apart = places.length > 1 ? places[1].x - places[0].x : 100;
  for (const { axis, index, x } of places) {
    const score = axis.kind === 'score';
    const room = score ? 50 : apart - 10;
    const value = trial.params[axis.name];
    const given = score ? formatScore(trial.value) : fitting(ctx, value, room);
    const text = given || scene.look.t(axis.none);
    const y = heightOf(at[index], area);
    ctx.fillStyle = scene.look.ink;
    ctx.beginPath();
    ctx.arc(x, y, 3, 0, 2 * Math.PI);
    ctx.fill();
    if (text && apart > 26) label(scene, text, x + (score ? 14 : 6), y, room, true);
  }
}

/** A value with as many digits as there is room for. @param {CanvasRenderingContext2D} ctx @param {import('../lib/types').Json | undefined} value @param {number} room */
function fitting(ctx, value, room) {
  const text = formatValue(value);
  ctx.font = `600 ${TICK_PX}px ${FONT}`;
  if (typeof value !== 'number' || ctx.measureText(text).width <= room) return text;
  const short = String(Number(value.toPrecision(2)));
  return ctx.measureText(short).width <= room ? short : value.toExponential(0);
}
