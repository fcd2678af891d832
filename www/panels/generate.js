// The figure `generate`: the samples of the data and of the generator, with what the discriminator says of them.

import { h, setText } from '../kit/dom.js';
import { FileInput } from '../kit/files.js';
import { DigitsSource } from './digits/source.js';
import { Taught } from './digits/taught.js';

/** @typedef {import('../../pkg/perceptron-playground.js').GenerateShown} GenerateShown */
/** @typedef {import('../texts/generate.en.js').GenerateTexts} GenerateTexts */

const PARTS = /** @type {const} */ (['noise', 'fakes', 'verdicts', 'discriminator', 'generator']);

/** @type {import('../kit/plate.js').Definition<GenerateShown, GenerateTexts>} */
export default {
  build(plate) {
    const samples = plate.picture('samples');
    const losses = plate.picture('losses');
    const chart = plate.picture('chart');
    const distance = plate.picture('distance');
    const networks = plate.picture('networks');
    const drawn = h('div', { className: 'chart-place networks-place' }, networks.element);
    const parts = PARTS.map((name) => ({ name, item: h('li', {}) }));
    const list = h('ol', { className: 'parts' }, ...parts.map(({ item }) => item));
    const digits = new DigitsSource(plate);
    const taught = new Taught(plate);
    const button = (/** @type {'dab' | 'clear'} */ name) =>
      h('button', { type: 'button', className: 'quiet', onclick: () => plate.act(() => plate.command([name])) });
    const [dab, clear] = [button('dab'), button('clear')];
    const own = h('div', { className: 'buttons' }, dab, clear);
    plate.texts.bind(() => {
      setText(dab, plate.words.own.dab);
      setText(clear, plate.words.own.clear);
      list.setAttribute('aria-label', plate.words.own.parts.label);
      for (const { name, item } of parts) setText(item, plate.words.own.parts[name]);
    });
    return {
      picture: [h('div', { className: 'generated' }, list, samples.element), digits.element],
      readout: [losses.element],
      drawers: [
        { name: 'numbers', content: [h('div', { className: 'chart-place' }, chart.element), h('div', { className: 'chart-place' }, distance.element)] },
        { name: 'networks', settings: ['noise', 'noise-size', 'depth', 'g-units', 'd-units', 'activation', 'seed'], content: [drawn] },
        { name: 'training', settings: ['loss', 'smoothing', 'optimizer', 'd-rate', 'g-rate', 'batch', 'd-steps', 'g-steps', 'learner', 'head-start', 'speed'], content: [] },
        { name: 'data', settings: ['data', 'clusters', 'conditional', 'ask', 'draw'], content: [taught.element, own, new FileInput(plate, 'csv').element] },
      ],
      paint(view, shown) {
        if (shown.wants_digits) digits.ask();
        taught.element.hidden = !shown.is_of_digits;
        drawn.hidden = shown.is_of_digits;
        own.hidden = !shown.is_own;
        clear.disabled = shown.points === 0;
        taught.refresh(shown.taught);
        list.hidden = !['in-turn', 'none'].includes(view.coach.question) && shown.part === 0;
        parts.forEach(({ item }, at) => item.toggleAttribute('aria-current', at + 1 === shown.part));
      },
    };
  },
};
