// The loss by epoch, up to where the run stands: small beside the sentence, large in a drawer.

import { h, setText } from '../../kit/dom.js';

export class Losses {
  /** @param {import('../xor.js').XorPlate} plate */
  constructor(plate) {
    const caption = h('span', { className: 'caption' });
    this.spark = h('div', { className: 'spark-place' }, plate.aside('spark').element, caption);
    plate.texts.bind(() => setText(caption, plate.words.own.picture.loss));
    this.elements = [h('div', { className: 'chart' }, plate.aside('losses').element)];
  }

  /** @param {import('../xor.js').XorShown} shown */
  refresh({ part }) {
    this.spark.hidden = part !== 'learn';
  }
}
