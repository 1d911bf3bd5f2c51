/** Its package.json names no types for this entry, which puts IndexedDB's names into the global scope. */
declare module 'fake-indexeddb/auto';
