/** The study file as text is out of sight at first, unless there is room for it beside the form: it comes with the reader's first touch. */

const loadText = () => import('./study-text.js');

/** Where a path of the study stands. @param {string} path */
export function revealText(path) {
  const element = /** @type {any} */ (document.querySelector('study-text'));
  if (element.reveal) element.reveal(path);
  else void loadText().then(() => element.reveal(path));
}

/** Whoever touches nothing may still look for it. */
const LATE_MS = 6000;

const later = () => void loadText().catch(() => {}); // the next of these asks again
for (const touch of ['pointerdown', 'keydown', 'drop'])
  addEventListener(touch, later, { capture: true, once: true });
const wide = matchMedia('(min-width: 1560px)'); // as page.css has it
if (wide.matches) later();
wide.addEventListener('change', later);
setTimeout(later, LATE_MS);
