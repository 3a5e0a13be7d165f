/** Several files as one: a zip file whose members are stored as they are (pictures are packed already). */
import { crc32 } from './crc32.js';

/** @typedef {{name: string, bytes: Uint8Array}} Member */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** The earliest date that the format has, the first of January 1980: it says nothing of when. */
const DATE = 0x0021;

/** Little-endian numbers, one after the other. @param {[bytes: 2 | 4, value: number][]} fields */
function pack(fields) {
  const length = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const view = new DataView(new ArrayBuffer(length));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

/** What stands in both headers of a member. @param {Member} member @param {number} nameLength @returns {[2 | 4, number][]} */
function common({ bytes }, nameLength) {
  return [
    [2, VERSION],
    [2, FLAGS],
    [2, 0],
    [2, 0],
    [2, DATE],
    [4, crc32(bytes)],
    [4, bytes.length],
    [4, bytes.length],
    [2, nameLength],
    [2, 0],
  ];
}

/** @param {Member[]} members fewer than 65,536, below 4 GB together @returns {Blob} */
export function zip(members) {
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {Uint8Array[]} */
  const directory = [];
  let offset = 0;
  for (const member of members) {
    const name = new TextEncoder().encode(member.name);
    const shared = common(member, name.length);
    const head = pack([[4, LOCAL], ...shared]);
    parts.push(head, name, member.bytes);
    const place = pack([
      [4, CENTRAL],
      [2, VERSION],
      ...shared,
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, offset],
    ]);
    directory.push(place, name);
    offset += head.length + name.length + member.bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const count = members.length;
  const end = pack([
    [4, END],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
  const all = /** @type {BlobPart[]} */ ([...parts, ...directory, end]);
  return new Blob(all, { type: 'application/zip' });
}
