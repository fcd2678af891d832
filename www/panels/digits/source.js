// The data set's file, fetched when the first figure that needs it opens, and shared by all.

import { openFile } from '../../site.js';

/** @type {Promise<Uint8Array> | undefined} */
let loading;

async function load() {
  const response = await openFile('www/data/digits.bin');
  if (!response.ok) throw new Error(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The bytes of the file; what failed is tried again by the next call. */
export function digitsFile() {
  loading ??= load();
  loading.catch(() => forgetFile());
  return loading;
}

/** Forgets the file, which turned out to be damaged. */
export function forgetFile() {
  loading = undefined;
}
