// The convolutional layer's settings: the picture, the kernel's nine weights, padding, stride, pooling.

import { h, setText } from '../../kit/dom.js';
import { Pick } from '../../kit/pick.js';
import { problemText } from '../../kit/notice.js';

/** Weights in a row of the kernel. */
const SIDE = 3;

export class ConvolutionControls {
  /** @param {import('../layers.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { Layers } = panel.engine;
    this.digit = new Pick('digit', [...panel.choices('digit')].sort().concat('own'), (value) => {
      if (value !== 'own') panel.act(() => panel.set('digit', value));
      else panel.repaint();
    });
    this.hand = panel.choice('hand');
    this.clear = h('button', { type: 'button', onclick: () => panel.act(() => panel.model.clear()) });
    this.boxes = Layers.kernelNames().map((name) => ({
      name,
      box: h('input', {
        type: 'text',
        className: 'box',
        id: `${name}-box`,
        inputMode: 'decimal',
        autocomplete: 'off',
        spellcheck: false,
        'aria-describedby': 'kernel-problem',
        onchange: () => this.#take(name),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(name, event),
      }),
    }));
    const rows = Array.from({ length: SIDE }, (_, row) =>
      h('tr', {}, ...this.boxes.slice(row * SIDE, (row + 1) * SIDE).map(({ box }) => h('td', {}, box))),
    );
    this.caption = h('caption');
    this.problem = h('p', { className: 'problem', id: 'kernel-problem' });
    this.presetLabel = h('span');
    this.presets = Layers.presetNames().map((name) => ({
      name,
      button: h('button', { type: 'button', className: 'quiet', onclick: () => panel.act(() => panel.model.preset(name)) }),
    }));
    this.bias = panel.slider('bias');
    this.stride = panel.slider('stride', 1);
    this.filters = panel.slider('filters', 1);
    this.padding = panel.choice('padding');
    this.pool = panel.choice('pool');
    this.credit = h('p', { className: 'hint credit' });
    this.element = h(
      'div',
      { className: 'controls conv' },
      h('div', { className: 'drawing' }, this.digit.element, this.hand.element, this.clear),
      h('div', { className: 'presets' }, this.presetLabel, ...this.presets.map(({ button }) => button)),
      h('table', { className: 'kernel', role: 'presentation' }, this.caption, h('tbody', { role: 'presentation' }, ...rows)),
      this.problem,
      this.bias.element,
      this.padding.element,
      this.stride.element,
      this.pool.element,
      this.filters.element,
      this.credit,
    );
    panel.texts.bind(() => {
      const { names, hands, paddings, pools, conv } = panel.words;
      const digits = Object.fromEntries(panel.choices('digit').map((digit) => [digit, digit]));
      this.digit.relabel(names.digit, { ...digits, own: conv.own });
      this.hand.relabel(names.hand, hands);
      this.padding.relabel(names.padding, paddings);
      this.pool.relabel(names.pool, pools);
      setText(this.clear, conv.clear);
      setText(this.caption, conv.kernel);
      setText(this.presetLabel, conv.presets);
      setText(this.credit, conv.credit);
      setText(this.problem, '');
      for (const { name, button } of this.presets) setText(button, /** @type {Record<string, string>} */ (conv.presetNames)[name] ?? name);
      for (const { name, box } of this.boxes) box.setAttribute('aria-label', panel.label(name));
    });
  }

  /** @param {string} name */
  #take(name) {
    const box = this.boxes.find((other) => other.name === name)?.box;
    if (!box) return;
    const { panel } = this;
    const problem = panel.act(() => panel.set(name, box.value));
    const said = problem ? problemText(panel.texts, problem, (field) => panel.label(field)) : '';
    setText(this.problem, said);
    box.setAttribute('aria-invalid', String(said !== ''));
    if (said) panel.stage.voice.say(said);
    box.value = panel.model.value(name);
  }

  /**
   * @param {string} name
   * @param {KeyboardEvent} event
   */
  #key(name, event) {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const { panel } = this;
    const { min, max } = panel.limits(name);
    const next = Number(panel.model.value(name).replace('−', '-')) + way * (event.shiftKey ? 1 : 0.1);
    panel.act(() => panel.set(name, Math.min(Math.max(next, min), max).toFixed(2)));
  }

  refresh() {
    const { model, shown } = this.panel;
    this.element.hidden = shown !== 'conv';
    if (shown !== 'conv') return;
    this.digit.refresh(model.isDrawn ? 'own' : model.value('digit'));
    this.hand.refresh(model.value('hand'));
    const root = this.element.getRootNode();
    const focused = root instanceof ShadowRoot ? root.activeElement : null;
    for (const { name, box } of this.boxes) {
      const value = model.value(name);
      // A text being typed is left alone.
      if (focused !== box || Number(box.value.replace('−', '-')) !== Number(value.replace('−', '-'))) box.value = value;
    }
    const { presetShown } = model;
    for (const { name, button } of this.presets) button.setAttribute('aria-pressed', String(name === presetShown));
    for (const slider of [this.bias, this.stride, this.filters]) slider.refresh();
    this.padding.refresh(model.value('padding'));
    this.pool.refresh(model.value('pool'));
  }
}
