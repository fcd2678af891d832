// The figure `sequences`: a series or a text, what is forecast of it, and the states of the network that reads it.

import { Own } from './sequences/own.js';
import { Written } from './sequences/written.js';
import { h } from '../kit/dom.js';
import { FileInput } from '../kit/files.js';

/** @typedef {import('../../pkg/perceptron-playground.js').SequencesShown} SequencesShown */
/** @typedef {import('../texts/sequences.en.js').SequencesTexts} SequencesTexts */
/** @typedef {import('../kit/plate.js').Plate<SequencesShown, SequencesTexts>} SequencesPlate */

/** @type {import('../kit/plate.js').Definition<SequencesShown, SequencesTexts>} */
export default {
  build(plate) {
    const main = plate.picture('main');
    const states = plate.picture('states');
    const losses = plate.picture('losses');
    const written = new Written(plate);
    const series = new Own(plate, 'series');
    const text = new Own(plate, 'text');
    const isOpen = (/** @type {string} */ name) => plate.drawers.open === name;
    return {
      picture: [h('div', { className: 'sequence' }, main.element, states.element, written.element)],
      readout: [losses.element],
      drawers: [
        { name: 'data', settings: ['data', 'noise', 'hangul', 'draw'], content: [text.element, series.element, new FileInput(plate, 'csv').element] },
        { name: 'training', settings: ['units', 'gain', 'optimizer', 'rate', 'window', 'clip', 'seed', 'speed'], content: [] },
        { name: 'writing', settings: ['temperature'], content: [written.first], isIdle: () => !plate.own.reads_text },
      ],
      paint(view, own) {
        plate.element.dataset['reads'] = own.reads_text ? 'text' : 'series';
        plate.element.dataset['draws'] = String(own.draws);
        written.element.hidden = !own.reads_text || own.picture !== 'forecast';
        states.element.hidden = own.picture === 'cell';
        if (own.reads_text) written.refresh(own, view.player?.playing ?? false);
        if (isOpen('writing')) written.refreshLetters(own);
        if (isOpen('data')) {
          series.refresh(own.own);
          text.refresh(own.text);
        }
      },
    };
  },
};
