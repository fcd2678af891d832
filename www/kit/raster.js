// Pixels of the engine's on a canvas of their own: small pictures, tiles. The canvas has a pixel for each of them; the style
// sheet, or whoever draws it elsewhere, enlarges it.

import { h } from './dom.js';

/**
 * Draws one of the squares that a raster has below each other, pixel by pixel; nothing where it has not got so far.
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLCanvasElement} raster
 * @param {number} nth
 */
export function drawSquare(canvas, raster, nth) {
  const side = raster.width;
  if (raster.height < side * (nth + 1)) return;
  if (canvas.width !== side || canvas.height !== side) canvas.width = canvas.height = side;
  canvas.getContext('2d')?.drawImage(raster, 0, nth * side, side, side, 0, 0, side, side);
}

export class Raster {
  /** Whether it is to be painted: a drawer that is closed needs none of its pictures. */
  isWanted = true;

  /**
   * @param {import('./plate.js').AnyPlate} plate
   * @param {string} name
   */
  constructor(plate, name) {
    this.plate = plate;
    this.name = name;
    this.element = h('canvas', { className: `raster ${name}`, 'aria-hidden': 'true' });
    this.surface = new plate.engine.RasterCanvas(this.element);
  }

  paint() {
    if (this.isWanted) this.plate.panel.paint(this.name, this.surface);
  }

  free() {
    this.surface.free();
  }
}
