// The loss by epoch, up to where the run stands.

import { PictureCanvas } from '../../kit/canvas.js';
import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

export class Losses {
  /** The state that the picture shows; none when it has to be drawn anew whatever it is. */
  #drawn = '';

  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    this.canvas = new PictureCanvas(panel.engine, () => {
      this.#drawn = '';
      panel.repaint();
    });
    this.title = h('h2');
    this.now = h('p', { className: 'hint' });
    this.element = h('section', { className: 'loss-curve' }, this.title, h('div', { className: 'picture' }, this.canvas.element), this.now);
    panel.texts.bind(() => {
      setText(this.title, panel.words.losses.title);
      this.#drawn = '';
    });
  }

  recolor() {
    this.canvas.surface.setColors(this.panel.stage.colors());
    this.#drawn = '';
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    this.element.hidden = shown !== 'learn';
    if (this.element.hidden) return;
    const { losses } = words;
    const state = `${xor.link()}/${xor.length}`;
    if (state !== this.#drawn) {
      xor.drawLoss(this.canvas.surface, losses.epoch, losses.loss, losses.half);
      this.#drawn = state;
    }
    const text = xor.loss === undefined ? losses.none : fill(losses.now, { loss: xor.loss });
    setText(this.now, text);
    this.canvas.element.setAttribute('aria-label', `${losses.title}. ${text}`);
  }

  free() {
    this.canvas.free();
  }
}
