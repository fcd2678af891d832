// Several pictures as one.

import { h } from './dom.js';
import { pngOf } from './share.js';

/**
 * Canvases side by side as one PNG, in their order.
 * @param {HTMLCanvasElement[]} canvases
 * @returns {Promise<Blob | null>}
 */
export function pngSideBySide(canvases) {
  const width = canvases.reduce((sum, canvas) => sum + canvas.width, 0);
  const sheet = h('canvas', { width, height: Math.max(...canvases.map((canvas) => canvas.height)) });
  const context = sheet.getContext('2d');
  let left = 0;
  for (const canvas of canvases) {
    context?.drawImage(canvas, left, 0);
    left += canvas.width;
  }
  return pngOf(sheet);
}
