/**
 * A shelf: named stores of records, changed in transactions. One is IndexedDB, the other is this visit's memory, for where a browser keeps
 * nothing. Both copy what they are given.
 */

const VERSION = 1;
/** The stores and what their records are found by. */
const STORES = { studies: 'id', heads: 'id', lines: ['id', 'at'], files: 'key' };

/** @typedef {keyof typeof STORES} StoreName */
/** @typedef {{ put: StoreName, value: any } | { remove: StoreName, key: string | [string, number] } | { cut: StoreName, id: string }} Change
 *   cut: all records whose key begins with that id */
/**
 * @typedef {object} Shelf
 * @property {boolean} lasting whether it is there tomorrow
 * @property {(store: StoreName, key: string) => Promise<any>} get undefined when there is none
 * @property {(store: StoreName, id?: string) => Promise<any[]>} all in the order of their keys; those whose key begins with `id`
 * @property {(changes: readonly Change[]) => Promise<void>} write all of them or none
 * @property {() => void} close
 */

/** @param {IDBRequest} request @returns {Promise<any>} */
const answerOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @param {string} id */
const rangeOf = (id) => IDBKeyRange.bound([id], [id, []]);

/**
 * Rejects where the browser refuses, and where it does not answer.
 * @param {string} name @param {number} [patience] milliseconds @returns {Promise<Shelf>}
 */
export async function openShelf(name, patience = 3000) {
  const request = indexedDB.open(name, VERSION);
  request.onupgradeneeded = () => {
    for (const [store, keyPath] of Object.entries(STORES))
      request.result.createObjectStore(store, { keyPath });
  };
  /** @type {IDBDatabase} */
  const db = await Promise.race([answerOf(request), silence(patience)]);
  db.onversionchange = () => db.close(); // a later version of the page wants it
  /** @param {StoreName[]} stores @param {IDBTransactionMode} mode */
  const begin = (stores, mode) => db.transaction(stores, mode, { durability: 'relaxed' });
  return {
    lasting: true,
    get: (store, key) => answerOf(begin([store], 'readonly').objectStore(store).get(key)),
    all: (store, id) =>
      answerOf(
        begin([store], 'readonly')
          .objectStore(store)
          .getAll(id === undefined ? null : rangeOf(id)),
      ),
    write: async (changes) => {
      if (changes.length === 0) return;
      const stores = [...new Set(changes.map(storeOf))];
      const all = begin(stores, 'readwrite');
      const done = new Promise((resolve, reject) => {
        all.oncomplete = () => resolve(undefined);
        all.onabort = () => reject(all.error ?? new Error('the transaction was undone'));
      });
      for (const change of changes) {
        const store = all.objectStore(storeOf(change));
        if ('put' in change) store.put(change.value);
        else store.delete('cut' in change ? rangeOf(change.id) : change.key);
      }
      all.commit(); // the page may be on its way out
      await done;
    },
    close: () => db.close(),
  };
}

/** @param {Change} change */
const storeOf = (change) =>
  'put' in change ? change.put : 'cut' in change ? change.cut : change.remove;

/** @param {number} patience @returns {Promise<never>} */
const silence = (patience) =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the data base does not answer')), patience);
  });

/** @returns {Shelf} */
export function memoryShelf() {
  /** @type {Record<string, Map<string, any>>} */
  const stores = Object.fromEntries(Object.keys(STORES).map((name) => [name, new Map()]));
  /** @param {StoreName} store @param {any} value */
  const keyOf = (store, value) => {
    const by = STORES[store];
    return textOf(typeof by === 'string' ? value[by] : by.map((part) => value[part]));
  };
  /** Numbers in their order. @param {string | (string | number)[]} key */
  const textOf = (key) =>
    [key]
      .flat()
      .map((part) => (typeof part === 'number' ? String(part).padStart(12, '0') : part))
      .join('\n');
  return {
    lasting: false,
    get: async (store, key) => structuredClone(stores[store].get(key)),
    all: async (store, id) =>
      [...stores[store]]
        .filter(([key]) => id === undefined || key.startsWith(`${id}\n`))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, value]) => structuredClone(value)),
    write: async (changes) => {
      for (const change of changes) {
        const store = stores[storeOf(change)];
        if ('put' in change)
          store.set(keyOf(change.put, change.value), structuredClone(change.value));
        else if ('remove' in change) store.delete(textOf(change.key));
        else
          for (const key of [...store.keys()])
            if (key.startsWith(`${change.id}\n`)) store.delete(key);
      }
    },
    close: () => {},
  };
}
