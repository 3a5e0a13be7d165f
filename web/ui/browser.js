/** Gives the reader a file. */

/**
 * @param {string} name
 * @param {string | Blob} text
 * @param {string} type
 */
export function saveAs(name, text, type) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** What the reader chose before; nothing where there is no storage, as in some frames. @param {string} key */
export function recall(key) {
  try {
    return localStorage.getItem(`sweetspot.${key}`);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(`sweetspot.${key}`, value);
  } catch {
    // nothing to do: the choice holds for this visit
  }
}
