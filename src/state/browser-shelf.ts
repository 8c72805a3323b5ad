/** The browser's own storage: localStorage for short texts, IndexedDB for long ones. */
import type { Shelf, Store } from './shelf.ts';

/** Throws wherever the browser does: even naming localStorage can be forbidden. */
export const browserShelf: Shelf = {
  keys: () => Object.keys(localStorage),
  read: (key) => localStorage.getItem(key),
  write: (key, text) => localStorage.setItem(key, text),
  remove: (key) => localStorage.removeItem(key),
};

/** What this tab wrote comes first; a tab that is opened later finds what the last one wrote. */
export const tabShelf: Shelf = {
  keys: browserShelf.keys,
  read: (key) => sessionStorage.getItem(key) ?? localStorage.getItem(key),
  write: (key, text) => {
    sessionStorage.setItem(key, text);
    localStorage.setItem(key, text);
  },
  remove: (key) => {
    sessionStorage.removeItem(key);
    localStorage.removeItem(key);
  },
};

const DATABASE = 'msixscope';
const TEXTS = 'texts';

export const browserStore: Store = {
  read: async (key) => {
    const text = await inStore<unknown>('readonly', (texts) => texts.get(key));
    return typeof text === 'string' ? text : null;
  },
  write: async (key, text) => {
    await inStore('readwrite', (texts) => texts.put(text, key));
  },
  remove: async (key) => {
    await inStore('readwrite', (texts) => texts.delete(key));
  },
};

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (texts: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(TEXTS, mode);
      const request = work(transaction.objectStore(TEXTS));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(failureOf(transaction.error));
      transaction.onerror = () => reject(failureOf(transaction.error));
    });
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(TEXTS);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(failureOf(request.error));
    request.onblocked = () => reject(new Error('the database is in use by an older tab'));
  });
}

const failureOf = (error: DOMException | null): Error => error ?? new Error('the database gave no reason');
