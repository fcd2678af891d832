// In a SCORM 1.2 package: carries the learner’s progress to the learning management system. The calls and names are those of "SCORM Version 1.2,
// The SCORM Run-Time Environment" (ADL, 2001), sections 3.3 and 3.4. Each question that shows is an objective (3.4.2.3), which systems
// list by its name and status; each prediction is an interaction (3.4.2.7), which they list with what was right. Both are elements that
// a system need not have.

import { say } from './notice.js';
import { Progress } from './progress.js';

/** How far up an API is looked for. */
const MOST_PARENTS = 500;

/**
 * @typedef {object} Api
 * @property {(nothing: '') => string} LMSInitialize
 * @property {(nothing: '') => string} LMSFinish
 * @property {(name: string) => string} LMSGetValue
 * @property {(name: string, value: string) => string} LMSSetValue
 * @property {(nothing: '') => string} LMSCommit
 * @property {() => string} LMSGetLastError
 */

/**
 * The API of a window or of those around it. A window of another origin has none for us.
 * @param {Window | null | undefined} start
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

/** @param {number} part */
const two = (part) => String(part).padStart(2, '0');

/** A time of day, as CMITime has it. */
const clock = () => new Date().toTimeString().slice(0, 8);

/** A CMITimespan. @param {number} seconds */
const timespan = (seconds) => `${String(Math.floor(seconds / 3600)).padStart(4, '0')}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/**
 * @param {Api} api which has taken LMSInitialize
 * @param {Progress} progress
 */
function report(api, progress) {
  const get = (/** @type {string} */ name) => String(api.LMSGetValue(`cmi.${name}`));
  const set = (/** @type {string} */ name, /** @type {string} */ value) => String(api.LMSSetValue(`cmi.${name}`, value)) === 'true';
  /** What every system must take. @param {string} name @param {string} value */
  const tell = (name, value) => {
    if (!set(name, value)) say('refused', `${name}, ${api.LMSGetLastError()}`);
  };
  const commit = () => {
    if (String(api.LMSCommit('')) !== 'true') say('noAnswer', `LMSCommit, ${api.LMSGetLastError()}`);
  };
  const status = get('core.lesson_status');
  // What was reached in an earlier visit stays.
  progress.isDone = status === 'passed' || status === 'completed';
  progress.resume(get('suspend_data'));
  // A teacher who looks on and a learner who looks back are not judged.
  const isJudged = !['browse', 'review'].includes(get('core.lesson_mode'));
  const takes = (/** @type {string} */ list) => isJudged && get(`${list}._children`) !== '';

  function score() {
    tell('core.score.min', '0');
    tell('core.score.max', '100');
    tell('core.score.raw', String(Math.round(100 * progress.score)));
  }

  /** Lists the questions, so that those are seen too that nobody has tried. */
  function objectives() {
    if (!takes('objectives')) return;
    for (const [at, name] of progress.steps.entries()) {
      set(`objectives.${at}.id`, name);
      set(`objectives.${at}.status`, progress.done.includes(name) ? 'completed' : 'not attempted');
    }
  }

  /** @param {import('./progress.js').Step} step */
  function interaction({ name, guess, right }) {
    if (guess === null || !takes('interactions')) return;
    const at = `interactions.${Number(get('interactions._count')) || 0}`;
    set(`${at}.id`, name);
    set(`${at}.objectives.0.id`, name);
    set(`${at}.time`, clock());
    set(`${at}.type`, 'fill-in');
    if (right !== null) set(`${at}.correct_responses.0.pattern`, right);
    set(`${at}.student_response`, guess);
    if (right !== null) set(`${at}.result`, guess === right ? 'correct' : 'wrong');
  }

  // No score is given before there is one: systems would take a score of 0 below the mastery score for failed.
  if (isJudged && !progress.isDone) tell('core.lesson_status', 'incomplete');
  // Else a system forgets what it has kept.
  tell('core.exit', 'suspend');
  commit();
  void progress.ready.then(objectives);
  progress.report({
    step(step) {
      objectives();
      interaction(step);
      if (isJudged && progress.isScored && progress.score > 0 && !progress.isDone) score();
    },
    counted() {
      if (!isJudged) return;
      if (progress.isScored) score();
      tell('core.lesson_status', progress.isScored ? 'passed' : 'completed');
    },
    save() {
      if (isJudged && progress.kept !== '') tell('suspend_data', progress.kept);
      // The last that is told counts, and which one that is a page on a phone does not know.
      tell('core.session_time', timespan(Math.floor((Date.now() - progress.start) / 1000)));
      commit();
    },
    end() {
      api.LMSFinish('');
    },
  });
}

const figure = document.querySelector('perceptron-playground');
const api = apiFrom(window) ?? apiFrom(window.opener) ?? apiFrom(window.top?.opener);
if (figure) {
  const progress = new Progress(figure);
  if (!api) say('noCourse');
  else if (String(api.LMSInitialize('')) !== 'true') say('noToken', `LMSInitialize, ${api.LMSGetLastError()}`);
  else report(api, progress);
}
