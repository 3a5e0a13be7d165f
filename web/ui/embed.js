/** What the address asks of the page, and the page inside another one. */

/**
 * @typedef {object} Asked
 * @property {boolean} embed    `embed`: in a frame of another page: no header, no gallery, keys only for what has the focus
 * @property {string | null} share    `s=...`: a study (lib/share.js)
 * @property {string | null} example  `example=NAME`: a worked example
 * @property {string | null} language `lang=en` or `lang=zh`
 * @property {string | null} theme    `theme=light` or `theme=dark`
 */

/** Of "?..." and "#...", in either. @param {{search: string, hash: string}} location @returns {Asked} */
export function askedOf({ search, hash }) {
  const parts = [...search.replace(/^\?/, '').split('&'), ...hash.replace(/^#/, '').split('&')];
  const given = (/** @type {string} */ name, some = parts) =>
    some.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
  const among = (/** @type {string | null} */ value, /** @type {string[]} */ known) =>
    value !== null && known.includes(value) ? value : null;
  const example = given('example');
  return {
    embed: parts.some((part) => /^embed(=|$)/.test(part)),
    share: given('s', hash.replace(/^#/, '').split('&')),
    example: example && /^[\w-]+$/.test(example) ? example : null,
    language: among(given('lang'), ['en', 'zh']),
    theme: among(given('theme'), ['light', 'dark']),
  };
}

/** The page without a frame, as far as it is the same. */
export function ownAddress() {
  return location.href.replace(/[?#].*$/s, '');
}

/**
 * The page in a frame: says how high it is, takes no key that the page around it may want, and shows the way out.
 * @param {Asked} asked
 */
export function wireEmbed({ embed, share, example }) {
  if (!embed) return;
  document.body.dataset.embed = '';
  const link = document.createElement('a');
  link.dataset.t = 'page.embed.open';
  link.target = '_blank';
  link.rel = 'noopener';
  link.href = `${ownAddress()}#${share ? `s=${share}` : example ? `example=${example}` : ''}`;
  document.querySelector('footer')?.append(link);
  addEventListener('keydown', leaveKeys, true);
  tellHeight();
}

/** A frame that was only clicked somewhere has the keys, but nothing in it the focus: then they do what they do in any frame. @param {KeyboardEvent} event */
function leaveKeys(event) {
  const [target] = event.composedPath();
  if (target === document.body || target === document.documentElement)
    event.stopImmediatePropagation();
}

/** {type: "sweetspot:height", height: pixels} to the page around, whenever it changes. */
function tellHeight() {
  if (parent === window) return;
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told || height === 0) return;
    told = height;
    parent.postMessage({ type: 'sweetspot:height', height }, '*');
  };
  new ResizeObserver(() => requestAnimationFrame(tell)).observe(document.body);
}
