// The figure as a widget, by the anywidget specification. Behind the element's own script, and minified, it is the end of each
// module that perceptron_playground/module.py puts together. All that a notebook keeps of a figure stands in the model:
//
//   panel, lang, theme, questions, show, hide, lock    what is shown
//   settings        the settings that it was made with
//   _asked          what Python has set since: { n, state }
//   _moment         where a model's training has come to: { n, weights, epoch, … }, as the element's follow() takes it
//   state, query, _layers, _svg, _seen   what the figure tells: _seen is the n that it has come to
//
// A figure may stand in several outputs. The one that was touched last tells, and the others follow it.

/** @typedef {{ get(name: string): any, set(name: string, value: unknown): void, save_changes(): void, send(content: object): void, on: Listening, off: Listening }} Model */
/** @typedef {(event: string, listener: (content: any) => void) => void} Listening */
/** @typedef {import('../../www/types/embed.js').PerceptronPlaygroundElement} Figure */

const LOOK = ['lang', 'theme', 'questions', 'show', 'hide', 'lock'];
const NOTHING = { n: 0 };
/** How long a figure must rest, in milliseconds, before its picture is drawn for Python. */
const REST = 500;
/** The element that tells, for each figure of Python. @type {Map<unknown, Figure>} */
const tellers = new Map();

/**
 * @param {{ model: Model, el: HTMLElement }} view
 * @returns {() => void} what takes the figure away again
 */
function render({ model, el }) {
  const figure = /** @type {Figure} */ (document.createElement(`perceptron-playground-${PANEL}`));
  const key = model.get('_key') ?? model;
  const query = model.get('query');
  let seen = query ? model.get('_seen') : 0;
  let timer = 0;
  /** @param {string} name @param {string | undefined} value */
  const set = (name, value) => (value ? figure.setAttribute(name, value) : figure.removeAttribute(name));
  // Where no kernel is, a page's model may refuse to save, to send and to forget: MyST's does.
  /** @param {() => void} act */
  const quietly = (act) => {
    try {
      act();
    } catch {}
  };
  const save = () => quietly(() => model.save_changes());
  /** @param {string} kind @param {object} detail */
  const send = (kind, detail) => quietly(() => model.send({ kind, ...detail }));
  /** @param {() => void} act */
  const attempt = (act) => {
    try {
      act();
    } catch (error) {
      send('error', { message: error instanceof Error ? error.message : String(error) });
    }
  };
  const touch = () => tellers.set(key, figure);
  const tells = () => tellers.get(key) === figure;

  const tell = () => {
    if (!figure.state || !tells()) return;
    const told = { state: figure.state, query: figure.query, _layers: figure.model?.layers ?? [], _seen: seen };
    for (const [name, value] of Object.entries(told)) model.set(name, value);
    save();
    clearTimeout(timer);
    timer = setTimeout(() => {
      model.set('_svg', figure.toSVG());
      save();
    }, REST);
  };

  /** Does what Python asks for, in its order. */
  const take = () => {
    if (!figure.state) return;
    for (const { n, state, weights, ...moment } of [model.get('_asked') ?? NOTHING, model.get('_moment') ?? NOTHING].sort((one, other) => one.n - other.n)) {
      if (!(n > seen)) continue;
      seen = n;
      attempt(() => {
        if (state) figure.state = state;
        else figure.follow({ ...moment, weights: new Float32Array(weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength)) });
      });
    }
    tell();
  };

  /** @type {Record<string, (content: any) => void>} */
  const listeners = {
    'change:_asked': take,
    'change:_moment': take,
    'change:query': () => {
      if (figure.state && !tells() && figure.query !== model.get('query')) figure.open(model.get('query'));
    },
    'msg:custom': ({ call, args }) => call && attempt(() => /** @type {any} */ (figure)[call](...args)),
    ...Object.fromEntries(LOOK.map((name) => [`change:${name}`, () => set(name, model.get(name))])),
  };
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  for (const event of ['pointerdown', 'keydown', 'focusin']) figure.addEventListener(event, touch);
  figure.addEventListener('ready', take);
  figure.addEventListener('change', tell);
  figure.addEventListener('goal-reached', ({ detail }) => tells() && send('goal', detail));
  figure.addEventListener('error', ({ detail }) => tells() && send('error', { message: detail.message }));

  set('panel', PANEL);
  for (const name of LOOK) set(name, model.get(name));
  /** @type {Record<string, string>} */
  const settings = query ? Object.fromEntries(new URLSearchParams(query)) : (model.get('settings') ?? {});
  for (const [name, value] of Object.entries(settings)) figure.setAttribute(name, value);
  if (!tellers.has(key)) touch();
  el.append(figure);

  return () => {
    for (const [event, listener] of Object.entries(listeners)) quietly(() => model.off(event, listener));
    clearTimeout(timer);
    if (tells()) tellers.delete(key);
    figure.remove();
  };
}

export default { render };
