// The pictures in a colour bitmap font: OpenType's cmap (format 12), GSUB (ligatures) and CBLC/CBDT (PNG) tables, as far as
// Noto Color Emoji uses them. No browser draws: the bytes of a data set must not depend on the version of one.
// https://learn.microsoft.com/typography/opentype/spec/

/** @typedef {{ glyphs: Map<number, number>, ligatures: Map<string, number>, bitmaps: Map<number, Buffer> }} Font
 *   glyph of a code point; glyph of a sequence of glyphs; PNG file of a glyph */

/** @param {Buffer} bytes of a .ttf file @returns {Font} */
export function readFont(bytes) {
  /** @type {Record<string, number>} */
  const tables = {};
  for (let i = 0; i < bytes.readUInt16BE(4); i++) {
    const row = 12 + 16 * i;
    tables[bytes.toString('latin1', row, row + 4)] = bytes.readUInt32BE(row + 8);
  }
  for (const name of ['cmap', 'GSUB', 'CBLC', 'CBDT'])
    if (tables[name] === undefined) throw new Error(`the font has no table ${name}`);
  return {
    glyphs: readCmap(bytes, tables.cmap),
    ligatures: readLigatures(bytes, tables.GSUB),
    bitmaps: readBitmaps(bytes, tables.CBLC, tables.CBDT),
  };
}

/** The picture that stands for a sequence of code points. @param {Font} font @param {number[]} points */
export function pictureOf({ glyphs, ligatures, bitmaps }, points) {
  const parts = points.map((point) => glyphs.get(point));
  const glyph = parts.length === 1 ? parts[0] : ligatures.get(parts.join());
  return glyph === undefined ? undefined : bitmaps.get(glyph);
}

/** @param {Buffer} bytes @param {number} cmap */
function readCmap(bytes, cmap) {
  const glyphs = new Map();
  for (let i = 0; i < bytes.readUInt16BE(cmap + 2); i++) {
    const table = cmap + bytes.readUInt32BE(cmap + 8 + 8 * i);
    if (bytes.readUInt16BE(table) !== 12) continue;
    for (let k = 0; k < bytes.readUInt32BE(table + 12); k++) {
      const group = table + 16 + 12 * k;
      const [first, last, glyph] = [0, 4, 8].map((at) => bytes.readUInt32BE(group + at));
      for (let point = first; point <= last; point++) glyphs.set(point, glyph + point - first);
    }
  }
  return glyphs;
}

/** Every lookup of type 4 (ligature). @param {Buffer} bytes @param {number} gsub @returns {Map<string, number>} */
function readLigatures(bytes, gsub) {
  const u16 = (/** @type {number} */ at) => bytes.readUInt16BE(at);
  const ligatures = new Map();
  for (const lookup of offsets(bytes, gsub + u16(gsub + 8), 0)) {
    if (u16(lookup) !== 4) continue;
    for (const table of offsets(bytes, lookup, 4)) {
      const starts = coverage(bytes, table + u16(table + 2));
      offsets(bytes, table, 4).forEach((set, i) => {
        for (const ligature of offsets(bytes, set, 0)) {
          const rest = Array.from({ length: u16(ligature + 2) - 1 }, (_, k) =>
            u16(ligature + 4 + 2 * k),
          );
          ligatures.set([starts[i], ...rest].join(), u16(ligature));
        }
      });
    }
  }
  return ligatures;
}

/** Addresses of the parts that a table lists: a count, then offsets from the table's start.
 * @param {Buffer} bytes @param {number} table @param {number} at of the count, from the table's start */
const offsets = (bytes, table, at) =>
  Array.from(
    { length: bytes.readUInt16BE(table + at) },
    (_, i) => table + bytes.readUInt16BE(table + at + 2 + 2 * i),
  );

/** The glyphs of a coverage table, in order. @param {Buffer} bytes @param {number} table @returns {number[]} */
function coverage(bytes, table) {
  const u16 = (/** @type {number} */ at) => bytes.readUInt16BE(at);
  const rows = Array.from({ length: u16(table + 2) }, (_, i) => i);
  if (u16(table) === 1) return rows.map((i) => u16(table + 4 + 2 * i));
  return rows.flatMap((i) => {
    const first = u16(table + 4 + 6 * i);
    const last = u16(table + 6 + 6 * i);
    return Array.from({ length: last - first + 1 }, (_, k) => first + k);
  });
}

/** Of the first strike: index format 1 (offsets of 4 bytes), image format 17 (small metrics and a PNG file).
 * @param {Buffer} bytes @param {number} cblc @param {number} cbdt @returns {Map<number, Buffer>} */
function readBitmaps(bytes, cblc, cbdt) {
  const u32 = (/** @type {number} */ at) => bytes.readUInt32BE(at);
  const bitmaps = new Map();
  const list = cblc + u32(cblc + 8);
  for (let i = 0; i < u32(cblc + 16); i++) {
    const first = bytes.readUInt16BE(list + 8 * i);
    const last = bytes.readUInt16BE(list + 8 * i + 2);
    const table = list + u32(list + 8 * i + 4);
    if (u32(table) !== 0x00010011) throw new Error('the font keeps its pictures in another format');
    const images = cbdt + u32(table + 4);
    for (let glyph = first; glyph <= last; glyph++) {
      const [from, to] = [0, 4].map((at) => images + u32(table + 8 + 4 * (glyph - first) + at));
      if (to > from) bitmaps.set(glyph, bytes.subarray(from + 9, from + 9 + u32(from + 5)));
    }
  }
  return bitmaps;
}
