// The table of panels. A panel is loaded when the first figure asks for it.

/**
 * What the element needs of a panel.
 * @typedef {object} Panel
 * @property {HTMLElement} element
 * @property {(name: string) => boolean} has whether the panel's table has a field of this name
 * @property {(name: string, text: string) => PlainProblem | undefined} set one field, from an attribute
 * @property {(query: string) => PlainProblem[]} load a whole state, from a link
 * @property {() => string} link the whole state
 * @property {State} state the same as an object, for scripts of the page
 * @property {(state: Record<string, unknown>) => PlainProblem[]} takeState the whole state or some of its fields, from a script
 * @property {Playing | undefined} run the training that is played, stepped and reset
 * @property {() => string} toSVG the picture as a document
 * @property {(name: string) => string} label the reader's word for a field
 * @property {Map<string, import('../kit/fields.js').Field>} fields the panel's table
 * @property {string[]} fieldNames
 * @property {string} title
 * @property {Record<string, Element | Element[]>} places the parts that can be hidden or locked
 * @property {{ name: string, title: string, ask: string }[]} questions
 * @property {(names: string[]) => void} lock lets fields keep the values that they have
 * @property {{ begin: (goal: string) => unknown }} model
 * @property {<T>(change: () => T) => T} act
 * @property {() => void} repaint
 * @property {() => void} recolor the page's theme has changed
 * @property {() => void} hold ends what goes on by itself
 * @property {(now: number) => void} paint
 * @property {() => void} free
 */

/**
 * What a panel needs of the element.
 * @typedef {object} Stage
 * @property {import('../kit/engine.js').Engine} engine
 * @property {import('../kit/texts.js').Texts} texts
 * @property {import('../kit/notice.js').Notice} notice
 * @property {import('../kit/notice.js').Voice} voice
 * @property {() => Uint32Array} colors
 * @property {() => void} changed asks for a frame, after which links and listeners hear of the change
 * @property {() => void} repaint asks for a frame alone
 * @property {(goal: string) => void} reached a goal has been reached
 * @property {() => string} address the link to this state
 * @property {() => void} switchLanguage
 */

/** @typedef {{ playing: boolean, play: () => void, toggle: () => void, step: (count: number) => void, reset: () => void }} Playing */
/** @typedef {import('../kit/notice.js').PlainProblem} PlainProblem */
/** @typedef {import('../kit/fields.js').State} State */
/** @typedef {{ default: (new (stage: Stage) => Panel) | import('../kit/plate.js').Definition<any, any> }} PanelModule */

/** @type {Record<string, () => Promise<PanelModule>>} */
export const panels = {
  gates: () => import('./gates.js'),
  activations: () => import('./activations.js'),
  xor: () => import('./xor.js'),
  network: () => import('./network.js'),
  classes: () => import('./classes.js'),
  digits: () => import('./digits.js'),
  layers: () => import('./layers.js'),
  regression: () => import('./regression.js'),
};
