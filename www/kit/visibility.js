// What a teacher shows, hides and locks of a figure: names of its regions and settings, from attributes or a link.

/** @typedef {import('./plate.js').AnyPlate} AnyPlate */
/** @typedef {import('./notice.js').Problem} Problem */

/** The names under which attributes and links ask. */
export const VISIBILITY_NAMES = ['show', 'hide', 'lock'];
/** What a link asks for beside the state. */
const ASKED_NAMES = [...VISIBILITY_NAMES, 'questions'];
const CONTROLS = 'button, input, select, textarea';
const HANDLES = '[role=slider], [role=spinbutton], [role=button], [role=grid]';
/** What would change something in a locked region. */
const ACTS = ['pointerdown', 'keydown', 'click', 'beforeinput', 'input', 'change', 'drop', 'paste'];

/** @param {string} text names with spaces, commas or dots between them */
export const namesIn = (text) => [...new Set(text.split(/[\s,.+]+/).filter((name) => name !== ''))];

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Separates what a link's query asks here, and which questions show, from the panel's state.
 * @param {string} query
 * @returns {{ asked: Map<string, string>, rest: string }}
 */
export function splitVisibility(query) {
  const isAsked = (/** @type {string} */ pair) => ASKED_NAMES.includes(pair.split('=')[0] ?? '');
  const pairs = query.split('&');
  const asked = pairs.filter(isAsked).map((pair) => {
    const end = `${pair}=`.indexOf('=');
    return /** @type {[string, string]} */ ([pair.slice(0, end), decoded(pair.slice(end + 1))]);
  });
  return { asked: new Map(asked), rest: pairs.filter((pair) => !isAsked(pair)).join('&') };
}

export class Visibility {
  /** What was asked for, under its name. @type {Map<string, string>} */
  #asked = new Map();
  /** @type {AnyPlate | undefined} */
  #plate;
  /** @type {Element[]} */
  #hidden = [];
  /** @type {Element[]} */
  #locked = [];
  /** The settings that keep their value. @type {string[]} */
  #settings = [];
  /** Controls that could be used if it were not for us. @type {Set<HTMLElement>} */
  #stopped = new Set();

  /**
   * Takes what is asked for under one name, for the figure that is open or opens later.
   * @param {string} name one of {@link VISIBILITY_NAMES}
   * @param {string | undefined} text
   * @returns {Problem[]} the names that are none here; they are left out
   */
  ask(name, text) {
    if (text === undefined) this.#asked.delete(name);
    else this.#asked.set(name, text);
    this.#apply();
    return this.#unknown(name);
  }

  /**
   * A figure has opened.
   * @param {AnyPlate} plate
   */
  open(plate) {
    this.#plate = plate;
    this.#stopped.clear();
    for (const type of ACTS) plate.element.addEventListener(type, (event) => this.#stop(event), { capture: true });
    this.#apply();
    return VISIBILITY_NAMES.flatMap((name) => this.#unknown(name));
  }

  close() {
    this.#plate = undefined;
  }

  /**
   * Lets the page change what is locked for its readers.
   * @template T
   * @param {() => T} change
   */
  freely(change) {
    this.#plate?.lock([]);
    const result = change();
    this.#plate?.lock(this.#settings);
    return result;
  }

  /** What is asked for, as part of a link's query. */
  get query() {
    const asked = VISIBILITY_NAMES.flatMap((name) => {
      const names = namesIn(this.#asked.get(name) ?? '').map(encodeURIComponent).join('.');
      return names === '' ? [] : [`${name}=${names}`];
    });
    return asked.join('&');
  }

  /** @param {string} name */
  #known(name) {
    const regions = Object.keys(this.#plate?.regions ?? {});
    // Only regions can be shown alone: a setting's control stands in one.
    return name === 'show' ? regions : [...new Set([...regions, ...(this.#plate?.settingNames ?? [])])];
  }

  /**
   * @param {string} name
   * @returns {Problem[]}
   */
  #unknown(name) {
    if (!this.#plate) return [];
    const known = this.#known(name);
    const unknown = namesIn(this.#asked.get(name) ?? '').filter((given) => !known.includes(given));
    return unknown.map((given) => ({ key: 'not-a-choice', name, given: given.slice(0, 40), allowed: known.join(', ') }));
  }

  #apply() {
    const plate = this.#plate;
    if (!plate) return;
    const { regions } = plate;
    const asked = (/** @type {string} */ name) => namesIn(this.#asked.get(name) ?? '').filter((given) => this.#known(name).includes(given));
    const elementsOf = (/** @type {string} */ name) => [
      ...(Object.hasOwn(regions, name) ? [regions[name] ?? []].flat() : []),
      // A control that no question has asked for yet stands nowhere.
      ...new Set([...plate.element.querySelectorAll(`[data-field="${name}"]`), ...[plate.controls.get(name)?.element ?? []].flat()]),
    ];
    const shown = asked('show').flatMap(elementsOf);
    // A region within one that is shown, or around one, is shown too.
    const isApart = (/** @type {Element} */ element) => shown.length > 0 && !shown.some((one) => one.contains(element) || element.contains(one));
    const others = Object.values(regions).flat().filter(isApart);
    for (const element of this.#hidden) element.removeAttribute('data-hidden');
    this.#hidden = [...asked('hide').flatMap(elementsOf), ...others];
    for (const element of this.#hidden) element.setAttribute('data-hidden', '');
    for (const element of this.#locked) element.removeAttribute('data-locked');
    this.#locked = asked('lock').flatMap(elementsOf);
    for (const element of this.#locked) element.setAttribute('data-locked', '');
    this.#settings = asked('lock').filter((name) => plate.settingNames.includes(name));
    plate.lock(this.#settings);
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
    this.#plate?.repaint();
  }

  /** To be called after the figure has painted: what it has made or made usable in a locked region is locked again. */
  refresh() {
    for (const region of this.#locked) {
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (region.querySelectorAll(`${CONTROLS}, ${HANDLES}`))) {
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
      if (region instanceof HTMLButtonElement && !region.disabled) {
        region.disabled = true;
        this.#stopped.add(region);
      }
    }
  }

  /** @param {Event} event */
  #stop(event) {
    if (this.#locked.length === 0) return;
    const path = event.composedPath();
    if (!this.#locked.some((region) => path.includes(region))) return;
    // What is locked can still be read, unfolded too; a question can be answered.
    if (path.some((at) => at instanceof HTMLElement && (at.tagName === 'SUMMARY' || at.dataset['answer'] !== undefined))) return;
    event.stopPropagation();
  }
}
