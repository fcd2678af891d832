// The places that a figure goes to, and what each of them takes. Why, and with what it was tried: docs/recipes.md.

/** @typedef {'link' | 'address' | 'frame' | 'element' | 'python' | 'cell' | 'scorm' | 'file'} Form */

/** How high a figure's frame is, in CSS pixels; on a slide there is less room. */
const HEIGHT = 680;
const ON_A_SLIDE = 620;

/** The ways into a place, the best one first, and the height that a figure has there. @type {Record<string, { forms: Form[], height: number }>} */
export const PLACES = {
  moodle: { forms: ['frame', 'scorm'], height: HEIGHT },
  canvas: { forms: ['frame', 'scorm'], height: HEIGHT },
  wordpress: { forms: ['frame', 'link'], height: HEIGHT },
  sites: { forms: ['address', 'frame'], height: HEIGHT },
  slides: { forms: ['element', 'frame', 'link'], height: ON_A_SLIDE },
  notebook: { forms: ['python', 'cell'], height: HEIGHT },
  own: { forms: ['element', 'frame'], height: HEIGHT },
  message: { forms: ['link'], height: HEIGHT },
  offline: { forms: ['file'], height: HEIGHT },
};
