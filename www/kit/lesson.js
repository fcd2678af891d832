// What a teacher shows, hides and locks of a figure: names of its places and fields, from attributes or a link.

/** @typedef {import('../panels/index.js').Panel} Panel */
/** @typedef {import('../panels/index.js').PlainProblem} PlainProblem */

/** The names under which attributes and links ask. */
export const LESSON_NAMES = ['show', 'hide', 'lock'];
const CONTROLS = 'button, input, select, textarea';
const HANDLES = '[role=slider], [role=spinbutton], [role=button], [role=grid]';
/** What would change something in a locked place. */
const ACTS = ['pointerdown', 'keydown', 'click', 'beforeinput', 'input', 'change', 'drop', 'paste'];

/** @param {string} text names with spaces, commas or dots between them */
const namesIn = (text) => [...new Set(text.split(/[\s,.+]+/).filter((name) => name !== ''))];

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Parts a link's query into what is asked here and the panel's state.
 * @param {string} query
 * @returns {{ asked: Map<string, string>, rest: string }}
 */
export function partLesson(query) {
  const isAsked = (/** @type {string} */ pair) => LESSON_NAMES.some((name) => pair.startsWith(`${name}=`));
  const pairs = query.split('&');
  const asked = pairs.filter(isAsked).map((pair) => /** @type {[string, string]} */ ([pair.slice(0, 4), decoded(pair.slice(5))]));
  return { asked: new Map(asked), rest: pairs.filter((pair) => !isAsked(pair)).join('&') };
}

export class Lesson {
  /** What was asked for, under its name. @type {Map<string, string>} */
  #asked = new Map();
  /** @type {Panel | undefined} */
  #panel;
  /** @type {Element[]} */
  #hidden = [];
  /** @type {Element[]} */
  #locked = [];
  /** The fields that keep their value. @type {string[]} */
  #fields = [];
  /** Controls that could be used if it were not for us. @type {Set<HTMLElement>} */
  #stopped = new Set();

  /**
   * Takes what is asked for under one name, for the panel that is open or opens later.
   * @param {string} name one of {@link LESSON_NAMES}
   * @param {string | undefined} text
   * @returns {PlainProblem[]} the names that are none here; they are left out
   */
  ask(name, text) {
    if (text === undefined) this.#asked.delete(name);
    else this.#asked.set(name, text);
    this.#take();
    return this.#strange(name);
  }

  /**
   * A panel has opened.
   * @param {Panel} panel
   */
  open(panel) {
    this.#panel = panel;
    this.#stopped.clear();
    for (const type of ACTS) panel.element.addEventListener(type, (event) => this.#stop(event), { capture: true });
    this.#take();
    return LESSON_NAMES.flatMap((name) => this.#strange(name));
  }

  close() {
    this.#panel = undefined;
  }

  /**
   * Lets the page change what is locked for its readers.
   * @template T
   * @param {() => T} change
   */
  freely(change) {
    this.#panel?.lock([]);
    const result = change();
    this.#panel?.lock(this.#fields);
    return result;
  }

  /** What is asked for, as part of a link's query. */
  get query() {
    const asked = LESSON_NAMES.flatMap((name) => {
      const names = namesIn(this.#asked.get(name) ?? '').map(encodeURIComponent).join('.');
      return names === '' ? [] : [`${name}=${names}`];
    });
    return asked.join('&');
  }

  /** @param {string} name */
  #known(name) {
    const panel = this.#panel;
    const places = panel ? Object.keys(panel.places) : [];
    // Only places can be shown alone: a field's control stands in one.
    return name === 'show' ? places : [...places, ...(panel?.fieldNames ?? []).filter((field) => !places.includes(field))];
  }

  /**
   * @param {string} name
   * @returns {PlainProblem[]}
   */
  #strange(name) {
    if (!this.#panel) return [];
    const known = this.#known(name);
    const strange = namesIn(this.#asked.get(name) ?? '').filter((given) => !known.includes(given));
    return strange.map((given) => ({ key: 'not-a-choice', name, given: given.slice(0, 40), allowed: known.join(', ') }));
  }

  #take() {
    const panel = this.#panel;
    if (!panel) return;
    const { places } = panel;
    const asked = (/** @type {string} */ name) => namesIn(this.#asked.get(name) ?? '').filter((given) => this.#known(name).includes(given));
    const elementsOf = (/** @type {string} */ name) => [
      ...(Object.hasOwn(places, name) ? [places[name] ?? []].flat() : []),
      ...panel.element.querySelectorAll(`[data-field="${name}"]`),
    ];
    const shown = asked('show');
    const others = shown.length === 0 ? [] : Object.keys(places).filter((name) => !shown.includes(name));
    for (const element of this.#hidden) element.removeAttribute('data-hidden');
    this.#hidden = [...asked('hide'), ...others].flatMap(elementsOf);
    for (const element of this.#hidden) element.setAttribute('data-hidden', '');
    for (const element of this.#locked) element.removeAttribute('data-locked');
    this.#locked = asked('lock').flatMap(elementsOf);
    for (const element of this.#locked) element.setAttribute('data-locked', '');
    this.#fields = asked('lock').filter((name) => panel.has(name));
    panel.lock(this.#fields);
    this.#restore();
    this.refresh();
  }

  /** Gives back what is no longer locked. */
  #restore() {
    for (const element of this.#stopped) {
      if ('disabled' in element) element.disabled = false;
      else element.removeAttribute('aria-disabled');
    }
    this.#stopped.clear();
    this.#panel?.repaint();
  }

  /** To be called after the panel has painted: what it has made or made usable in a locked place is locked again. */
  refresh() {
    for (const place of this.#locked) {
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(`${CONTROLS}, ${HANDLES}`))) {
        if (element.closest('[data-answer]')) continue;
        if (element.matches(CONTROLS)) {
          const control = /** @type {HTMLButtonElement} */ (element);
          if (control.disabled) continue;
          control.disabled = true;
        } else if (element.getAttribute('aria-disabled') !== 'true') {
          element.setAttribute('aria-disabled', 'true');
        } else continue;
        this.#stopped.add(element);
      }
      if (place instanceof HTMLButtonElement && !place.disabled) {
        place.disabled = true;
        this.#stopped.add(place);
      }
    }
  }

  /** @param {Event} event */
  #stop(event) {
    if (this.#locked.length === 0) return;
    const path = event.composedPath();
    if (!this.#locked.some((place) => path.includes(place))) return;
    // What is locked can still be read, unfolded too; a question can be answered.
    if (path.some((at) => at instanceof HTMLElement && (at.tagName === 'SUMMARY' || at.dataset['answer'] !== undefined))) return;
    event.stopPropagation();
  }
}
