/** CRC-32 as zip and PNG files have it: whether bytes are those that were written. */

const POLYNOMIAL = 0xedb88320;

/** @type {Uint32Array | undefined} */
let table;

function makeTable() {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
    return rest;
  });
}

/** @param {Uint8Array} bytes @returns {number} 0 .. 2^32 - 1 */
export function crc32(bytes) {
  table ??= makeTable();
  let rest = 0xffffffff;
  for (const byte of bytes) rest = table[(rest ^ byte) & 0xff] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
