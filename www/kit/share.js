// Taking a figure along: a link to its state, its picture as a file.

import { h } from './dom.js';

/**
 * Hands the reader a file. Nothing leaves the browser.
 * @param {string} name
 * @param {Blob} content
 */
export function saveFile(name, content) {
  const url = URL.createObjectURL(content);
  h('a', { href: url, download: name }).click();
  // The download reads the address in its own time.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * Puts a text on the clipboard.
 * @param {string} text
 * @returns {Promise<boolean>} whether the browser let us
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A canvas as a PNG.
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<Blob | null>}
 */
export function pngOf(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}
