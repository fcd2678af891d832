// The figure `activations`: a function with its slope, the sigmoid over the step, a batch, a stack, or a gradient's way back.

import { h, setText } from '../kit/dom.js';

/** @typedef {import('../../pkg/perceptron-playground.js').ActivationsShown} ActivationsShown */
/** @typedef {import('../texts/activations.en.js').ActivationsTexts} ActivationsTexts */

/** @type {import('../kit/plate.js').Definition<ActivationsShown, ActivationsTexts>} */
export default {
  // What links of the first version called some of the regions.
  regions: { controls: 'rail', values: 'numbers' },
  build(plate) {
    const main = plate.picture('curve');
    const chain = plate.picture('chain');
    const button = (/** @type {string} */ command) => h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command([command])) });
    const draw = button('draw-anew');
    const defaults = button('defaults');
    return {
      picture: [main.element, chain.element],
      drawers: [{ name: 'settings', content: [h('div', { className: 'buttons' }, draw, defaults)] }],
      paint(_view, own) {
        plate.element.dataset['part'] = own.part;
        plate.element.classList.toggle('draws', own.draws);
        chain.element.hidden = own.part !== 'layers';
        draw.hidden = own.part !== 'curve' || (own.draws && !own.has_sketch);
        setText(draw, plate.words.own.extras.draw);
        setText(defaults, plate.words.own.extras.defaults);
      },
    };
  },
};
