// One line above the figure: what of it the course does not hear of, and why. The figure works all the same.

import en from '../texts/lms.en.js';
import ko from '../texts/lms.ko.js';

const root = document.documentElement;
export const words = () => (root.lang === 'ko' ? ko : en);

/** The place for what is said beside the figure. */
export function bar() {
  const there = document.querySelector('.course');
  if (there) return there;
  const made = document.createElement('div');
  made.className = 'course';
  document.querySelector('perceptron-playground')?.before(made);
  // The figure leaves room for it.
  root.dataset['course'] = '';
  return made;
}

/**
 * Says why nothing is reported, or takes it back.
 * @param {Exclude<keyof typeof en, 'unreported' | 'finish'> | undefined} why
 * @param {string} [detail]
 */
export function say(why, detail = '') {
  const there = document.querySelector('.course [role=status]');
  if (why === undefined) {
    if (there) there.textContent = '';
    return;
  }
  const line = there ?? document.createElement('p');
  line.setAttribute('role', 'status');
  if (!there) bar().append(line);
  const reason = words()[why].replace('{detail}', detail.slice(0, 200));
  line.textContent = words().unreported.replace('{why}', () => reason);
}
