// The figure `gates`: the plane of the inputs beside the drawing of the neuron.

import { Neuron } from './gates/neuron.js';
import { Thresholds } from './gates/thresholds.js';
import { Functions } from './gates/functions.js';
import { TruthTable } from './gates/table.js';
import { Presets } from '../kit/presets.js';

/** @typedef {import('../../pkg/perceptron-playground.js').GatesShown} GatesShown */
/** @typedef {import('../texts/gates.en.js').GatesTexts} GatesTexts */
/** @typedef {import('../kit/plate.js').Plate<GatesShown, GatesTexts>} GatesPlate */

/** @type {import('../kit/plate.js').Definition<GatesShown, GatesTexts>} */
export default {
  // What links of the first version called some of the regions.
  regions: { diagram: 'neuron', table: 'numbers', strip: 'thresholds' },
  build(plate) {
    const plane = plate.picture('plane');
    const neuron = new Neuron();
    const table = new TruthTable(plate);
    const thresholds = new Thresholds(plate);
    const functions = new Functions(plate);
    const presets = new Presets(plate);
    const isOpen = (/** @type {string} */ name) => plate.drawers.open === name;
    return {
      picture: [plane.element],
      rail: [neuron.element],
      drawers: [
        { name: 'numbers', content: [table.element] },
        { name: 'thresholds', content: thresholds.elements },
        { name: 'functions', content: functions.elements },
        { name: 'settings', content: [presets.element] },
      ],
      parts: { neuron: neuron.element, presets: presets.element },
      paint(view, own) {
        neuron.refresh(own, plate.words.sentence({ key: 'neuron', values: { sum: view.sum, output: String(own.output) } }));
        if (isOpen('numbers')) table.refresh(own.rows, view.values['row']?.value ?? '');
        if (isOpen('thresholds')) thresholds.refresh(own.intervals, view);
        if (isOpen('functions')) functions.refresh(own.functions, view.values['gate']?.value ?? '');
        if (!isOpen('settings')) return;
        presets.element.hidden = own.presets.length === 0;
        presets.refresh(plate.words.own.presets.title, own.presets.map(({ name, numbers }) => ({ name, text: `${plate.words.word(name)} (${numbers})` })));
      },
    };
  },
};
