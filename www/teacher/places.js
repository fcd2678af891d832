// The places that a figure goes to, and what each of them takes. docs/recipes.md says with what that was tried.

import { h, setText } from '../kit/dom.js';

/** @typedef {import('../texts/teacher.en.js').TeacherTexts} Words */
/** @typedef {keyof Words['belongs']} Form a way to take a figure away */
/** @typedef {keyof Words['goesTo']} Place */

/** How high a figure is, in CSS pixels; a slide has less room. */
const HEIGHT = 680;
const ON_A_SLIDE = 600;

/** The ways into a place, the best one first, and the height that a figure has there. @type {Record<Place, { forms: Form[], height: number }>} */
export const PLACES = {
  moodle: { forms: ['frame', 'scorm', 'cmi5'], height: HEIGHT },
  canvas: { forms: ['frame', 'scorm'], height: HEIGHT },
  wordpress: { forms: ['frame', 'link'], height: HEIGHT },
  sites: { forms: ['address', 'frame'], height: HEIGHT },
  slides: { forms: ['element', 'frame', 'link'], height: ON_A_SLIDE },
  notebook: { forms: ['python', 'cell'], height: HEIGHT },
  own: { forms: ['element', 'frame'], height: HEIGHT },
  message: { forms: ['link'], height: HEIGHT },
  offline: { forms: ['file'], height: HEIGHT },
  other: { forms: ['link', 'frame', 'element', 'python', 'scorm', 'cmi5', 'file'], height: HEIGHT },
};

const NAMES = /** @type {Place[]} */ (Object.keys(PLACES));

/** The question where the figure goes. */
export class Places {
  /** @type {Place} */
  chosen = NAMES[0] ?? 'other';

  /** @param {() => void} onChoice */
  constructor(onChoice) {
    this.names = NAMES.map(() => h('span'));
    this.element = h(
      'div',
      { className: 'places', role: 'radiogroup' },
      ...NAMES.map((place, at) => {
        const choose = () => {
          this.chosen = place;
          onChoice();
        };
        return h('label', {}, h('input', { type: 'radio', name: 'place', value: place, checked: place === this.chosen, onchange: choose }), this.names[at] ?? '');
      }),
    );
  }

  get forms() {
    return PLACES[this.chosen].forms;
  }

  get height() {
    return PLACES[this.chosen].height;
  }

  /** @param {Words} words */
  relabel(words) {
    this.element.setAttribute('aria-label', words.where);
    NAMES.forEach((place, at) => setText(/** @type {HTMLElement} */ (this.names[at]), words.goesTo[place]));
  }

  /**
   * How a form is put into the place that was chosen.
   * @param {Words} words
   * @param {Form} form
   */
  howTo(words, form) {
    /** @type {Partial<Record<Form, string>>} */
    const known = words.paste[this.chosen];
    return known[form] ?? words.belongs[form];
  }
}
