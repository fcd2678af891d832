// The figure `layers`: a tensor, weight matrices, a picture under a kernel, or a recurrent layer unrolled.

import { Drawing } from './layers/drawing.js';
import { Kernel } from './layers/kernel.js';
import { Summary } from './layers/summary.js';
import { h, setText } from '../kit/dom.js';
import { Presets } from '../kit/presets.js';

/** @typedef {import('../../pkg/perceptron-playground.js').LayersShown} LayersShown */
/** @typedef {import('../texts/layers.en.js').LayersTexts} LayersTexts */
/** @typedef {import('../kit/plate.js').Plate<LayersShown, LayersTexts>} LayersPlate */

/** Dense networks to begin with: the inputs, then each layer's nodes. */
const NETWORKS = ['1 1', '3 2', '2 2 1', '64 32 10'].map((name) => ({ name, text: name.replaceAll(' ', ' → ') }));

/** @type {import('../kit/plate.js').Definition<LayersShown, LayersTexts>} */
export default {
  // What links of the first version called some of the regions.
  regions: { controls: 'rail', values: 'numbers' },
  build(plate) {
    const main = plate.picture('main');
    const window = plate.picture('kernel');
    const kernel = new Kernel(plate);
    const drawing = new Drawing(plate);
    const networks = new Presets(plate, 'network');
    const summary = new Summary();
    const learns = h('button', { type: 'button', className: 'quiet', onclick: () => plate.host.show('sequences') });
    plate.texts.bind(() => setText(learns, plate.words.own.learns));
    const isOpen = (/** @type {string} */ name) => plate.drawers.open === name;
    const unless = (/** @type {string} */ part) => () => plate.own.part !== part;
    return {
      picture: [main.element, window.element],
      readout: [learns],
      drawers: [
        { name: 'numbers', content: [summary.element] },
        { name: 'kernel', content: [kernel.element], settings: ['bias', 'stride', 'pool', 'filters'], isIdle: unless('conv') },
        { name: 'settings', content: [networks.element, drawing.element] },
      ],
      parts: { kernel: kernel.element, drawing: drawing.element, networks: networks.element, summary: summary.element },
      paint(_view, own) {
        plate.element.dataset['part'] = own.part;
        plate.element.dataset['hand'] = own.draws ? 'draw' : 'move';
        window.element.hidden = own.part !== 'conv';
        learns.hidden = own.part !== 'recurrent';
        if (isOpen('numbers')) summary.refresh(own);
        if (isOpen('kernel')) kernel.refresh(own);
        if (isOpen('settings')) {
          networks.element.hidden = own.part !== 'dense';
          networks.refresh(plate.words.own.networks, NETWORKS);
          drawing.refresh(own);
        }
      },
    };
  },
};
