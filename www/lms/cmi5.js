// In a cmi5 package: carries the learner's progress to the learning management system as statements. After "cmi5 Specification
// Profile for xAPI" (Quartz, 1st edition, ADL 2016); the numbers are its sections.
//
// Written out, not a library: those that there are send no request that outlives the page, so their "terminated" is lost when a
// learner closes it, and @xapi/cmi5 would be most of the package of a small panel.

import { Lrs, Trouble, ask } from './lrs.js';
import { bar, say, words } from './notice.js';
import { Progress } from './progress.js';

/** @typedef {{ id: string }} Activity */
/** @typedef {{ [name: string]: unknown, contextActivities?: { [list: string]: Activity | Activity[] }, extensions?: { [iri: string]: unknown } }} Context */
/** @typedef {{ contextTemplate?: Context, launchMode?: string, masteryScore?: number | null, returnURL?: string | null }} LaunchData */

/** What the address of a launch has (8.1). */
const LAUNCH = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'];
const CMI5 = 'https://w3id.org/xapi/cmi5';
const VERBS = 'http://adlnet.gov/expapi/verbs';
const TYPES = 'http://adlnet.gov/expapi/activities';
/** The name of our own document in the State API. */
const OURS = 'perceptron-playground';

/** The launch, taken out of the address: a link that a learner copies must not carry it on. Nothing where something is missing. */
function launchOf() {
  const asked = new URLSearchParams(location.search);
  const missing = LAUNCH.filter((name) => !asked.get(name));
  const [endpoint = '', fetch = '', actor = '', registration = '', activityId = ''] = LAUNCH.map((name) => asked.get(name) ?? '');
  if (!missing.includes('endpoint') && !isAddress(endpoint)) missing.push('endpoint');
  if (!missing.includes('fetch') && !isAddress(fetch)) missing.push('fetch');
  const agent = objectIn(actor);
  if (!missing.includes('actor') && !agent) missing.push('actor');
  if (missing.length > 0 || !agent) {
    say(missing.length === LAUNCH.length ? 'noCourse' : 'noLaunch', missing.join(', '));
    return undefined;
  }
  history.replaceState(history.state, '', location.pathname + location.hash);
  return { endpoint, fetch, actor: agent, registration, activityId };
}

/** @param {string} text */
const isAddress = (text) => URL.canParse(text) && /^https?:/.test(text);

/** @param {string} text @returns {object | undefined} */
function objectIn(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Lets the page reach these hosts alone: its own policy can't know them. @param {string[]} addresses */
function reachOnly(addresses) {
  const hosts = addresses.map((address) => new URL(address));
  // A policy has no word for an address of version 6.
  if (hosts.some(({ hostname }) => hostname.startsWith('['))) return;
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `connect-src ${hosts.map(({ origin }) => origin).join(' ')}`;
  document.head.append(policy);
}

/** The token of this visit, which is given once (8.2). @param {string} address */
async function tokenFrom(address) {
  const answer = await ask(address, { method: 'POST' });
  const content = answer.ok ? objectIn(await answer.text()) : undefined;
  const token = content && Reflect.get(content, 'auth-token');
  if (typeof token === 'string' && token !== '') return token;
  const code = content && Reflect.get(content, 'error-code');
  throw new Trouble(true, code === undefined ? `fetch, ${answer.status}` : `error-code ${code}`);
}

/** @param {number} milliseconds as ISO 8601 has it */
const duration = (milliseconds) => `PT${(Math.max(milliseconds, 0) / 1000).toFixed(2)}S`;

/** A UUID. `crypto.randomUUID` is there on secure pages only. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (Number(bytes[6]) & 0x0f) | 0x40;
  bytes[8] = (Number(bytes[8]) & 0x3f) | 0x80;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? '-' : '') + byte.toString(16).padStart(2, '0')).join('');
}

/**
 * @param {NonNullable<ReturnType<typeof launchOf>>} launch
 * @param {Progress} progress
 */
async function report({ endpoint, fetch, actor, registration, activityId }, progress) {
  reachOnly([endpoint, fetch]);
  const agent = JSON.stringify(actor);
  const lrs = new Lrs(endpoint, await tokenFrom(fetch), (trouble) => say(trouble && (trouble.isAnswer ? 'refused' : 'noAnswer'), trouble?.message));
  const stateOf = (/** @type {string} */ stateId) => ({ activityId, agent, registration, stateId });
  const [data, preferences, ours] = await Promise.all([
    lrs.read('activities/state', stateOf('LMS.LaunchData')),
    // Asked for at the start of each visit (11); a learner may have none.
    lrs.read('agents/profile', { profileId: 'cmi5LearnerPreferences', agent }).catch(() => undefined),
    lrs.read('activities/state', stateOf(OURS)).catch(() => undefined),
  ]);
  if (typeof data !== 'object' || data === null) throw new Trouble(true, 'LMS.LaunchData');
  const { contextTemplate = {}, launchMode = 'Normal', masteryScore, returnURL } = /** @type {LaunchData} */ (data);
  // In the modes Browse and Review nothing is judged (10.2.2). What moves a course on needs no look: passed and completed both go out.
  const isJudged = launchMode === 'Normal';
  speak(/** @type {{ languagePreference?: unknown } | undefined} */ (preferences)?.languagePreference);
  const { kept = '', sent = [] } = /** @type {{ kept?: string, sent?: string[] }} */ (ours ?? {});
  progress.resume(String(kept));
  progress.mastery = Number(masteryScore ?? 1);
  progress.isDone = sent.length > 0;

  /**
   * @param {string} verb
   * @param {{ result?: { [part: string]: unknown }, object?: Activity, at?: number, extensions?: { [iri: string]: unknown } }} [more]
   */
  function statement(verb, { result, object = { id: activityId }, at = Date.now(), extensions = {} } = {}) {
    const isDefined = object.id === activityId;
    const isMoving = result !== undefined && isDefined && ('success' in result || 'completion' in result);
    const category = [...(isDefined ? ['cmi5'] : []), ...(isMoving ? ['moveon'] : [])].map((name) => ({ id: `${CMI5}/context/categories/${name}` }));
    const lists = contextTemplate.contextActivities ?? {};
    const categories = [...[lists['category'] ?? []].flat(), ...category];
    const context = {
      ...contextTemplate,
      registration,
      contextActivities: categories.length === 0 ? lists : { ...lists, category: categories },
      extensions: { ...extensions, ...contextTemplate.extensions },
    };
    return {
      id: uuid(),
      actor,
      verb: { id: `${VERBS}/${verb}`, display: { en: verb } },
      object: { objectType: 'Activity', ...object },
      ...(result ? { result } : {}),
      context,
      timestamp: new Date(at).toISOString(),
    };
  }

  /** @param {import('./progress.js').Step} step */
  function answered({ name, title, guess, right }) {
    const isGuessed = guess !== null && right !== null;
    const definition = {
      type: `${TYPES}/${isGuessed ? 'cmi.interaction' : 'objective'}`,
      name: { [document.documentElement.lang]: title },
      ...(isGuessed ? { interactionType: 'fill-in', correctResponsesPattern: [right] } : {}),
    };
    const result = {
      completion: true,
      ...(isGuessed ? { response: guess, success: guess === right } : {}),
      ...(progress.isDone ? {} : { extensions: { [`${CMI5}/result/extensions/progress`]: Math.round(100 * progress.part) } }),
    };
    const id = `${activityId}${activityId.includes('#') ? '/' : '#'}${name}`;
    return statement('answered', { result, object: /** @type {Activity} */ ({ id, definition }) });
  }

  const readyAt = await progress.ready;
  // Who left before there was anything to use has not begun.
  if (progress.isOver) return;
  void lrs.send(statement('initialized', { at: readyAt }));
  let written = '';
  const save = () => {
    const content = { kept: progress.kept, sent };
    if (!isJudged || content.kept === '' || written === JSON.stringify(content)) return;
    written = JSON.stringify(content);
    void lrs.write('activities/state', stateOf(OURS), content).catch(() => {});
  };
  /** @type {Promise<void> | undefined} */
  let ended;
  progress.report({
    step(step) {
      if (isJudged) void lrs.send(answered(step));
    },
    counted() {
      if (!isJudged) return;
      const time = duration(Date.now() - readyAt);
      // Each of them once in a registration (9.3): what was sent is kept.
      void lrs.send(statement('completed', { result: { completion: true, duration: time } }));
      sent.push('completed');
      if (!progress.isScored) return;
      const score = { scaled: progress.score, raw: Math.round(100 * progress.score), min: 0, max: 100 };
      // Systems write null where a course has none.
      const extensions = typeof masteryScore !== 'number' ? {} : { [`${CMI5}/context/extensions/masteryscore`]: masteryScore };
      void lrs.send(statement('passed', { result: { success: true, score, duration: time }, extensions }));
      sent.push('passed');
    },
    save,
    end() {
      ended = lrs.sendLast(statement('terminated', { result: { duration: duration(Date.now() - readyAt) } }));
    },
  });
  if (returnURL && isAddress(returnURL)) {
    finish(async () => {
      progress.end();
      await ended;
      location.assign(returnURL);
    });
  }
}

/** Shows the figure in the first of a learner's languages that it speaks (11.1). @param {unknown} preference */
function speak(preference) {
  const lang = String(preference ?? '').toLowerCase().split(',').map((tag) => tag.trim().slice(0, 2)).find((tag) => tag === 'ko' || tag === 'en');
  if (lang === undefined) return;
  document.documentElement.lang = lang;
  document.querySelector('perceptron-playground')?.setAttribute('lang', lang);
}

/** The way back, which a course may ask for (10.2.6). @param {() => void} leave */
function finish(leave) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words().finish;
  button.addEventListener('click', leave, { once: true });
  bar().append(button);
}

const figure = document.querySelector('perceptron-playground');
if (figure) {
  const progress = new Progress(figure);
  const launch = launchOf();
  if (launch) {
    report(launch, progress).catch((error) => {
      const isAnswer = error instanceof Trouble && error.isAnswer;
      say(isAnswer ? 'noToken' : 'noAnswer', error instanceof Error ? error.message : String(error));
    });
  }
}
