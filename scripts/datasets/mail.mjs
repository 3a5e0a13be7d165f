// What a reader sees of a mail: its text parts, decoded and without mark-up. Headers are dropped: they tell who sorted the mail.

/** @param {string} mail as it was sent, a character a byte @returns {string} */
export function mailText(mail) {
  const { headers, body } = divide(mail.replace(/\r\n?/g, '\n').replace(/^From .*\n/, ''));
  return textOf(headers, body, 'text/plain').replace(/\s+/g, ' ').trim();
}

/** Headers end at the first empty line. @param {string} part */
function divide(part) {
  const end = part.startsWith('\n') ? 0 : part.indexOf('\n\n');
  if (end < 0) return { headers: '', body: isHeaders(part) ? '' : part };
  return { headers: part.slice(0, end).replace(/\n[ \t]+/g, ' '), body: part.slice(end) };
}

/** @param {string} text */
const isHeaders = (text) => /^[\w-]+:/.test(text);

/** @param {string} headers @param {string} name */
const header = (headers, name) => new RegExp(`^${name}:[ \\t]*(.*)`, 'im').exec(headers)?.[1] ?? '';

/** @param {string} headers of this part @param {string} body
 * @param {string} usual the type of a part that names none @returns {string} */
function textOf(headers, body, usual) {
  const content = header(headers, 'content-type');
  const type = /^[\w/+.-]+/.exec(content)?.[0].toLowerCase() ?? usual;
  if (type.startsWith('multipart/')) return textOfParts(type, content, body);
  if (type === 'message/rfc822') return mailText(body.replace(/^\n+/, ''));
  if (!type.startsWith('text')) return '';
  const bytes = decodeTransfer(body, header(headers, 'content-transfer-encoding').toLowerCase());
  const text = /utf-?8/i.test(content) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
  return type === 'text/html' || /<(html|body|table|br)\b/i.test(text) ? stripHtml(text) : text;
}

/** @param {string} type @param {string} content the header @param {string} body */
function textOfParts(type, content, body) {
  const boundary = /boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(content);
  const mark = (boundary?.[1] ?? boundary?.[2] ?? '').replace(/[^\w\s]/g, '\\$&');
  const parts = `\n${body}`.split(new RegExp(`\\n--${mark}(?:--)?[ \\t]*(?=\\n|$)`));
  if (mark === '' || parts.length === 1) return stripHtml(body);
  const texts = parts
    .slice(1) // before the first mark stands a note for old programs
    .map((part) => divide(part.replace(/^\n/, '')))
    .map((part) => textOf(part.headers, part.body, 'text/plain'))
    .filter((text) => text.trim() !== '');
  return type === 'multipart/alternative' ? (texts[0] ?? '') : texts.join('\n');
}

/** @param {string} text @param {string} encoding @returns {string} a character a byte */
function decodeTransfer(text, encoding) {
  if (encoding.startsWith('base64')) return Buffer.from(text, 'base64').toString('latin1');
  if (!encoding.startsWith('quoted-printable')) return text;
  const byte = (/** @type {string} */ _, /** @type {string} */ hex) =>
    String.fromCharCode(Number.parseInt(hex, 16));
  return text.replace(/=[ \t]*\n/g, '').replace(/=([0-9A-F]{2})/gi, byte);
}

const ENTITIES = /** @type {Record<string, string>} */ ({
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  copy: '\u00a9',
  reg: '\u00ae',
});

/** A comment joins what stands around it, as browsers do; a tag parts it. @param {string} text */
export function stripHtml(text) {
  return text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|title)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<\/?[a-z!][^<>]*>/gi, ' ')
    .replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&([a-z]+);/gi, (whole, name) => ENTITIES[name.toLowerCase()] ?? whole);
}
