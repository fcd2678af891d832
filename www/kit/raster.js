// Pixels of the engine's on a canvas of their own: small pictures, tiles. The canvas has a pixel for each of them; the style
// sheet, or whoever draws it elsewhere, enlarges it.

import { h } from './dom.js';

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
