// A decoder of PNG files, for those inside a font: 8 bits a channel with alpha, or a palette, not interlaced.
// https://www.w3.org/TR/png/
import { inflateSync } from 'node:zlib';

/** @param {Buffer} file @returns {{ width: number, height: number, rgba: Uint8Array }} rgba [height, width, 4] */
export function decodePng(file) {
  const { header, palette, alpha, data } = readChunks(file);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colour, , , interlaced] = header.subarray(8);
  if (interlaced !== 0 || !(colour === 3 || (colour === 6 && depth === 8)))
    throw new Error(`a PNG of colour type ${colour} and depth ${depth}`);
  const bits = colour === 6 ? 32 : depth;
  const stride = Math.ceil((width * bits) / 8);
  const rows = unfilter(inflateSync(data), height, stride, Math.max(1, bits / 8));
  if (colour === 6) return { width, height, rgba: rows };
  const rgba = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    const at = (i % width) * depth;
    const byte = rows[Math.floor(i / width) * stride + (at >> 3)];
    const index = (byte >> (8 - depth - (at & 7))) & ((1 << depth) - 1);
    rgba.set(palette.subarray(3 * index, 3 * index + 3), 4 * i);
    rgba[4 * i + 3] = alpha[index] ?? 255;
  }
  return { width, height, rgba };
}

/** @param {Buffer} file */
function readChunks(file) {
  const none = Buffer.alloc(0);
  /** @type {Record<string, Buffer[]>} */
  const chunks = {};
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    (chunks[file.toString('latin1', at + 4, at + 8)] ??= []).push(
      file.subarray(at + 8, at + 8 + length),
    );
    at += length + 12;
  }
  const [header] = chunks.IHDR;
  const [palette = none] = chunks.PLTE ?? [];
  const [alpha = none] = chunks.tRNS ?? [];
  return { header, palette, alpha, data: Buffer.concat(chunks.IDAT) };
}

/** Undoes the prediction of every row. @param {Buffer} raw a filter's number and `stride` bytes a row
 * @param {number} height @param {number} stride @param {number} step bytes from a pixel to the next */
function unfilter(raw, height, stride, step) {
  const out = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= step ? out[at - step] : 0;
      const up = y > 0 ? out[at - stride] : 0;
      const corner = x >= step && y > 0 ? out[at - stride - step] : 0;
      out[at] = raw[y * (stride + 1) + 1 + x] + predict(filter, left, up, corner);
    }
  }
  return out;
}

/** @param {number} filter @param {number} left @param {number} up @param {number} corner above left */
function predict(filter, left, up, corner) {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
