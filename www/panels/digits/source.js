// The data set's file, fetched when the first figure that needs it opens, and shared by all.

import { h, setText } from '../../kit/dom.js';
import { openFile } from '../../site.js';

/** @typedef {import('../../../pkg/perceptron-playground.js').Answer} Answer */

/** @type {Promise<Uint8Array> | undefined} */
let loading;

async function load() {
  const response = await openFile('www/data/digits.bin');
  if (!response.ok) throw new Error(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The bytes of the file; what failed is tried again by the next call. */
function digitsFile() {
  loading ??= load();
  loading.catch(() => forgetFile());
  return loading;
}

/** Forgets the file, which turned out to be damaged. */
function forgetFile() {
  loading = undefined;
}

/** Gives a panel the data set; where it can't be fetched it says so, and the learner may try again. */
export class DigitsSource {
  #isAsked = false;

  /** @param {import('../../kit/plate.js').AnyPlate} plate */
  constructor(plate) {
    this.plate = plate;
    this.missing = h('p');
    this.retry = h('button', { type: 'button', onclick: () => void this.#load() });
    this.element = h('div', { className: 'digits-data', hidden: true }, this.missing, this.retry);
    plate.texts.bind(() => {
      const { files } = plate.texts.table;
      setText(this.missing, files.digitsMissing);
      setText(this.retry, files.retry);
    });
  }

  /** Fetches it, unless that has been tried. */
  ask() {
    if (this.#isAsked) return;
    this.#isAsked = true;
    void this.#load();
  }

  async #load() {
    const { plate, element } = this;
    element.hidden = true;
    let isThere = false;
    try {
      const file = await digitsFile();
      if (plate.isGone) return;
      const { taken } = /** @type {Answer} */ (JSON.parse(plate.change(() => plate.panel.take('digits', file))));
      if (!taken) forgetFile();
      isThere = taken;
    } catch {
      // No connection.
    }
    if (plate.isGone) return;
    element.hidden = isThere;
    if (!isThere) plate.voice.say(this.missing.textContent ?? '');
  }
}
