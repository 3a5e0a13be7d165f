/** Moves an item of a list by dragging it with a pointer, in any list whose items stand one below the other. */

/**
 * @param {PointerEvent} event that took hold of the item
 * @param {object} list
 * @param {HTMLElement[]} list.items
 * @param {number} list.at which of them is held
 * @param {(to: number | null) => void} list.show where it would go; null when it is over
 * @param {(to: number) => void} list.drop
 */
export function startDrag(event, { items, at, show, drop }) {
  const grip = /** @type {HTMLElement} */ (event.currentTarget);
  grip.setPointerCapture(event.pointerId);
  /** @type {number | null} */
  let to = null;
  const move = (/** @type {PointerEvent} */ { clientY }) => {
    const next = placeOf(
      items.map((item) => item.getBoundingClientRect()),
      at,
      clientY,
    );
    if (next !== to) {
      show(next);
      items[next].scrollIntoView({ block: 'nearest' });
    }
    to = next;
  };
  const end = () => {
    for (const [name, act] of Object.entries(acts)) grip.removeEventListener(name, act);
    removeEventListener('keydown', cancel, true);
    show(null);
  };
  const up = () => {
    end();
    if (to !== null && to !== at) drop(to);
  };
  const cancel = (/** @type {KeyboardEvent} */ key) => {
    if (key.key !== 'Escape') return;
    key.stopPropagation();
    end();
  };
  /** @type {Record<string, any>} */
  const acts = { pointermove: move, pointerup: up, pointercancel: end };
  for (const [name, act] of Object.entries(acts)) grip.addEventListener(name, act);
  addEventListener('keydown', cancel, true);
}

/**
 * Where an item would stand if it were let go at a height.
 * @param {{top: number, bottom: number}[]} boxes of all items, in their order
 * @param {number} at the one that is held
 * @param {number} y
 */
export function placeOf(boxes, at, y) {
  const before = boxes.filter(({ top, bottom }, i) => i !== at && (top + bottom) / 2 < y).length;
  return before;
}
