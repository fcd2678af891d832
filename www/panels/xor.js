// The figure `xor`: the plane of the inputs beside the plane of the hidden outputs, the meter of one perceptron, or a hundred seeds.

import { Way } from './xor/backward.js';
import { Diagram } from './xor/diagram.js';
import { Losses } from './xor/losses.js';
import { Matrices } from './xor/matrices.js';
import { Meter } from './xor/meter.js';
import { Planes } from './xor/planes.js';
import { Seeds } from './xor/seeds.js';
import { Slope } from './xor/slope.js';
import { Weights } from './xor/weights.js';
import { Presets } from '../kit/presets.js';

/** @typedef {import('../../pkg/perceptron-playground.js').XorShown} XorShown */
/** @typedef {import('../texts/xor.en.js').XorTexts} XorTexts */
/** @typedef {import('../kit/plate.js').Plate<XorShown, XorTexts>} XorPlate */

/** @type {import('../kit/plate.js').Definition<XorShown, XorTexts>} */
export default {
  // What links of the first version called some of the regions.
  regions: { units: 'rail', limit: 'meter', collapse: 'matrices', table: 'numbers' },
  build(plate) {
    const planes = new Planes(plate);
    const meter = new Meter(plate);
    const seeds = new Seeds(plate);
    const diagram = new Diagram(plate);
    const presets = new Presets(plate);
    const losses = new Losses(plate);
    const weights = new Weights(plate);
    const matrices = new Matrices(plate);
    const slope = new Slope(plate);
    const way = new Way(plate);
    const isOpen = (/** @type {string} */ name) => plate.drawers.open === name;
    const unless = (/** @type {string} */ part) => () => plate.own.part !== part;
    return {
      picture: [...planes.elements, meter.element, seeds.element],
      readout: [losses.spark, seeds.back],
      drawers: [
        { name: 'numbers', content: [diagram.element] },
        { name: 'weights', content: weights.elements, isIdle: unless('learn') },
        { name: 'backward', content: [way.element], settings: ['over'], isIdle: unless('learn') },
        { name: 'losses', content: losses.elements, isIdle: unless('learn') },
        { name: 'slope', content: slope.elements, settings: ['steepness'], isIdle: unless('learn') },
        { name: 'matrices', content: matrices.elements, isIdle: unless('collapse') },
        { name: 'settings', content: [presets.element] },
      ],
      parts: { meter: meter.element, seeds: seeds.element, diagram: diagram.element, presets: presets.element },
      paint(view, own) {
        plate.element.dataset['part'] = own.part;
        planes.refresh(own);
        meter.refresh(own);
        seeds.refresh(own, view);
        losses.refresh(own);
        if (isOpen('numbers')) diagram.refresh(own);
        if (isOpen('weights')) weights.refresh(own, view);
        if (isOpen('backward')) way.paint(own);
        if (isOpen('slope')) slope.refresh(own);
        if (isOpen('matrices') && own.matrices) matrices.refresh(own.matrices);
        if (!isOpen('settings')) return;
        const words = plate.words.own.presets;
        presets.element.hidden = own.part !== 'hand' && own.part !== 'collapse';
        presets.refresh(words.title, own.presets.map(({ name, chosen }) => ({ name, text: words[/** @type {keyof typeof words} */ (name)], chosen })));
      },
      recolor() {
        seeds.recolor();
      },
    };
  },
};
