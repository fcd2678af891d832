// A picture of the engine's, with what can be taken hold of in it: by pointer, by finger, and by keys.

import { PictureCanvas } from './canvas.js';
import { h } from './dom.js';
import { arrowKey, whenMeant } from './drag.js';

/** @typedef {import('../../pkg/perceptron-playground.js').Handle} Handle */

/** How near, in CSS pixels, a pointer must come to something to mean it. */
const REACH = 12;

export class Picture {
  /** The handles' elements by their names. @type {Map<string, HTMLButtonElement>} */
  #handles = new Map();
  /** What the pointer has taken hold of, and which pointer; `rest` is for what lies beneath a handle that has not been moved. @type {{ name: string, pointer: number, rest?: () => void } | undefined} */
  #held;

  /**
   * @param {import('./plate.js').AnyPlate} plate
   * @param {string} name
   */
  constructor(plate, name) {
    this.plate = plate;
    this.name = name;
    this.canvas = new PictureCanvas(plate.engine, () => plate.redraw());
    this.element = h('div', { className: `canvas ${name}`, 'data-picture': name }, this.canvas.element);
    // By which Firefox chooses letters.
    plate.texts.bind(() => (this.canvas.element.lang = plate.texts.language));
    whenMeant(this.element, (event) => this.#press(event), ({ target }) => target instanceof Element && target.matches('.handle'));
    // What a finger has hold of goes where the finger goes: the page does not scroll and no menu opens.
    for (const kind of ['touchmove', 'contextmenu']) {
      this.element.addEventListener(kind, (event) => this.#held && event.cancelable && event.preventDefault(), { passive: false });
    }
    this.element.addEventListener('pointermove', (event) => this.#move(event));
    this.element.addEventListener('pointercancel', (event) => {
      if (this.#held) this.#held.rest = undefined;
      this.#release(event);
    });
    // The capture is lost on release, and when the element leaves the page. A finger is captured by what it touches first, which then
    // loses it to the picture.
    this.element.addEventListener('lostpointercapture', (event) => event.target === this.element && this.#release(event));
  }

  /** How long `REACH` is in the picture's own units. */
  get #reach() {
    const { surface } = this.canvas;
    const [x0 = 0] = surface.fromPixels(100, 100);
    const [x1 = 0] = surface.fromPixels(100 + REACH, 100);
    return Math.abs(x1 - x0);
  }

  /**
   * A finger that goes up or down scrolls the page, where it may, and leaves the picture as it is.
   * @param {PointerEvent} event
   * @returns {(() => void) | undefined} what is to be done once it is known that it does not
   */
  #press(event) {
    if (this.#held || !event.isPrimary || event.button !== 0) return undefined;
    const { pointerId: pointer, target } = event;
    const isTouch = event.pointerType === 'touch';
    const [handle] = [...this.#handles].find(([, element]) => event.composedPath().includes(element)) ?? [];
    const place = this.canvas.place(event);
    const take = () => this.#take(handle, place, pointer, isTouch);
    if (isTouch && target instanceof Element && getComputedStyle(target).touchAction !== 'none') return take;
    take();
    return undefined;
  }

  /**
   * @param {string | undefined} handle
   * @param {[number, number]} place
   * @param {number} pointer
   * @param {boolean} isTouch
   */
  #take(handle, place, pointer, isTouch) {
    const { plate } = this;
    if (handle !== undefined) plate.mark();
    const press = () => plate.press(this.name, ...place, this.#reach, isTouch);
    const name = handle ?? press();
    if (name === undefined) return;
    this.#held = { name, pointer, rest: handle === undefined ? undefined : press };
    try {
      this.element.setPointerCapture(pointer);
    } catch {
      // The pointer is gone already.
      this.#held = undefined;
    }
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (this.#held?.pointer !== event.pointerId) return;
    this.#held.rest = undefined;
    // What is drawn needs every place that the pointer has been at, what is moved only the last one.
    const pieces = 'draws' in this.element.dataset ? event.getCoalescedEvents?.() ?? [] : [];
    for (const piece of pieces.length > 0 ? pieces : [event]) this.plate.drag(this.#held.name, ...this.canvas.place(piece));
  }

  /** @param {PointerEvent} event */
  #release(event) {
    if (this.#held?.pointer !== event.pointerId) return;
    const { rest } = this.#held;
    this.#held = undefined;
    rest?.();
    this.plate.endDrag();
  }

  /**
   * @param {string} name
   * @param {KeyboardEvent} event
   */
  #key(name, event) {
    const move = arrowKey(event);
    if (!move) return;
    event.preventDefault();
    this.plate.mark();
    this.plate.nudge(name, ...move);
  }

  /**
   * Draws what has changed and puts the handles in their places.
   * @param {Handle[]} handles
   * @param {string} sentence the picture in words
   */
  paint(handles, sentence) {
    if (!this.canvas.isInSight) return;
    this.plate.draw(this.name, this.canvas.surface);
    this.canvas.element.setAttribute('aria-label', sentence);
    const mine = handles.filter(({ picture }) => picture === this.name);
    for (const [name, element] of this.#handles) element.hidden = !mine.some((handle) => handle.name === name);
    for (const handle of mine) this.#place(handle);
  }

  /** @param {Handle} handle */
  #place({ name, x, y, label, value, range }) {
    const { words } = this.plate;
    const element = this.#handles.get(name) ?? this.#make(name);
    element.setAttribute('aria-label', words.sentence(label));
    const text = words.sentence(value);
    if (range) {
      const [now = 0, min = 0, max = 0] = range;
      element.setAttribute('role', 'slider');
      element.setAttribute('aria-valuenow', String(now));
      element.setAttribute('aria-valuemin', String(min));
      element.setAttribute('aria-valuemax', String(max));
      element.setAttribute('aria-valuetext', text);
    }
    element.title = text;
    this.canvas.put(element, x, y);
  }

  /** @param {string} name */
  #make(name) {
    const element = h('button', { type: 'button', className: `handle ${name}`, onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(name, event) });
    this.#handles.set(name, element);
    this.element.append(element);
    return element;
  }

  free() {
    this.canvas.free();
  }
}
