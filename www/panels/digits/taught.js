// Which of the ten digits are learned: a box for each.

import { h, setText } from '../../kit/dom.js';

export class Taught {
  /** @param {import('../../kit/plate.js').AnyPlate} plate */
  constructor(plate) {
    this.boxes = Array.from({ length: 10 }, (_, digit) =>
      h('input', {
        type: 'checkbox',
        onchange: () => {
          plate.act(() => plate.command(['teach', digit]));
        },
      }),
    );
    this.title = h('legend', { className: 'caption' });
    this.element = h('fieldset', { className: 'taught' }, this.title, ...this.boxes.map((box, digit) => h('label', {}, box, String(digit))));
    plate.texts.bind(() => setText(this.title, plate.words.own.taught));
  }

  /** @param {boolean[]} taught */
  refresh(taught) {
    this.boxes.forEach((box, digit) => (box.checked = taught[digit] ?? false));
  }
}
