/** A chart taken away: its picture with what it says around it, its numbers as a table. */

/** @typedef {{columns: string[], rows: (string | number | null)[][], trials?: (number | null)[]}} Table */

const EDGE = 16;
const TITLE = 18;
const TEXT = 13;
const LINE = 1.4;

/** A cell as CSV has it: quoted where it must be. @param {string | number | null} cell */
function cellText(cell) {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {Table} table */
export function csvText({ columns, rows }) {
  return `${[columns, ...rows].map((row) => row.map(cellText).join(',')).join('\n')}\n`;
}

/**
 * The drawn chart on its background, with its title and sentence above and its small print below.
 * @param {HTMLCanvasElement} drawn
 * @param {{title: string, words: string, note: string, panel: string, ink: string, muted: string, font: string}} around
 * @returns {Promise<Blob>}
 */
export async function pngOf(drawn, { title, words, note, panel, ink, muted, font }) {
  const scale = drawn.width / (drawn.clientWidth || drawn.width);
  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const width = drawn.width / scale + 2 * EDGE;
  context.font = `${TEXT}px ${font}`;
  const above = wrap(context, words, width - 2 * EDGE);
  const below = wrap(context, note, width - 2 * EDGE);
  const top = EDGE + TITLE * LINE + above.length * TEXT * LINE + 8;
  const height = top + drawn.height / scale + below.length * TEXT * LINE + EDGE;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  context.fillStyle = panel;
  context.fillRect(0, 0, width, height);
  context.textBaseline = 'top';
  context.fillStyle = ink;
  context.font = `600 ${TITLE}px ${font}`;
  context.fillText(title, EDGE, EDGE);
  context.fillStyle = muted;
  context.font = `${TEXT}px ${font}`;
  above.forEach((line, at) => {
    context.fillText(line, EDGE, EDGE + TITLE * LINE + at * TEXT * LINE);
  });
  context.drawImage(drawn, EDGE, top, drawn.width / scale, drawn.height / scale);
  below.forEach((line, at) => {
    context.fillText(line, EDGE, top + drawn.height / scale + at * TEXT * LINE);
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png');
  });
}

/** Lines that fit; a text without spaces breaks anywhere. @param {CanvasRenderingContext2D} context @param {string} text @param {number} width */
function wrap(context, text, width) {
  /** @type {string[]} */
  const lines = [];
  let line = '';
  for (const word of text.split(/(?<=[ \u3000-\u9fff\uff00-\uffef])/)) {
    if (line && context.measureText(line + word.trimEnd()).width > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += word;
  }
  if (line) lines.push(line.trimEnd());
  return lines;
}
