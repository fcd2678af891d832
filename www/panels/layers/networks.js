// Dense networks to begin with: the inputs, then each layer's nodes.

import { h, setText } from '../../kit/dom.js';

const NETWORKS = ['1 1', '3 2', '2 2 1', '64 32 10'];

export class Networks {
  /** @param {import('../layers.js').LayersPlate} plate */
  constructor(plate) {
    this.label = h('span', { className: 'caption' });
    const buttons = NETWORKS.map((sizes) =>
      h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command(['network', sizes])) }, sizes.replaceAll(' ', ' → ')),
    );
    this.element = h('div', { className: 'presets' }, this.label, h('span', { className: 'buttons' }, ...buttons));
    plate.texts.bind(() => setText(this.label, plate.words.own.networks));
  }

  /** @param {import('../layers.js').LayersShown} shown */
  refresh({ part }) {
    this.element.hidden = part !== 'dense';
  }
}
