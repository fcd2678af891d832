// In a SCORM 1.2 package: tells the learning management system that the goal has been reached, or where none counts, that the
// figure has been used. The calls and names are those of "SCORM Version 1.2, The SCORM Run-Time Environment" (ADL, 2001), sections 3.3 and 3.4.
//
// A plain script, for a package may also be opened from a disk.

(() => {
  /** How far up an API is looked for. */
  const MOST_PARENTS = 500;

  /**
   * @typedef {object} Api
   * @property {(nothing: '') => string} LMSInitialize
   * @property {(nothing: '') => string} LMSFinish
   * @property {(name: string) => string} LMSGetValue
   * @property {(name: string, value: string) => string} LMSSetValue
   * @property {(nothing: '') => string} LMSCommit
   */

  /**
   * The API of a window or of those around it. A window of another origin has none for us.
   * @param {Window | null} start
   * @returns {Api | undefined}
   */
  function apiFrom(start) {
    let at = start;
    for (let left = MOST_PARENTS; at && left > 0; left -= 1) {
      try {
        const api = Reflect.get(at, 'API');
        if (api) return api;
      } catch {
        // Farther up there may be one that can be read.
      }
      if (at.parent === at) break;
      at = at.parent;
    }
    return undefined;
  }

  const api = apiFrom(window) ?? apiFrom(window.opener);
  const figure = document.querySelector('perceptron-playground');
  if (!api || !figure || String(api.LMSInitialize('')) !== 'true') return;

  const start = Date.now();
  /** The question that counts, where one does. */
  const goal = figure.dataset['counts'];
  const set = (/** @type {string} */ name, /** @type {string} */ value) => api.LMSSetValue(`cmi.core.${name}`, value);
  const status = String(api.LMSGetValue('cmi.core.lesson_status'));
  // What was reached in an earlier visit stays.
  let isDone = status === 'passed' || status === 'completed';
  if (!isDone) {
    // No score is given before there is one: systems would take a score of 0 below the mastery score for failed.
    set('lesson_status', 'incomplete');
    api.LMSCommit('');
  }

  /** @param {'passed' | 'completed'} how */
  function done(how) {
    if (isDone) return;
    isDone = true;
    if (how === 'passed') {
      set('score.min', '0');
      set('score.max', '100');
      set('score.raw', '100');
    }
    set('lesson_status', how);
    api?.LMSCommit('');
  }

  figure.addEventListener('goal-reached', (event) => {
    if (event instanceof CustomEvent && event.detail.goal === goal) done('passed');
  });
  // To have used it is enough where no question counts. What changes before a hand has touched the figure is no use.
  if (!goal) {
    let isTouched = false;
    for (const type of ['pointerdown', 'keydown']) addEventListener(type, () => (isTouched = true), { capture: true });
    figure.addEventListener('change', () => {
      if (isTouched) done('completed');
    });
  }

  let isOver = false;
  addEventListener('pagehide', () => {
    if (isOver) return;
    isOver = true;
    const seconds = Math.floor((Date.now() - start) / 1000);
    const two = (/** @type {number} */ part) => String(part).padStart(2, '0');
    set('session_time', `${String(Math.floor(seconds / 3600)).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`);
    if (!isDone) set('exit', 'suspend');
    api.LMSCommit('');
    api.LMSFinish('');
  });
})();
