// The perceptrons set by hand, each with its sliders: h1, h2 and y, or the one there is; and networks to begin with.

import { h, setText } from '../../kit/dom.js';
import { fill } from '../../kit/texts.js';

const UNITS = /** @type {const} */ (['h1', 'h2', 'y', 'one']);

export class Units {
  /** @param {import('../xor.js').default} panel */
  constructor(panel) {
    this.panel = panel;
    const { engine, xor } = panel;
    this.units = UNITS.map((unit, number) => {
      const prefix = unit === 'one' ? '' : unit;
      const sliders = /** @type {const} */ (['w1', 'w2', 'b']).map((name) => this.#slider(prefix, name));
      const [name, gate, line] = [h('span', { className: 'unit' }), h('span', { className: 'gate' }), h('span', { className: 'equation formula' })];
      const element = h(
        'div',
        { className: 'perceptron', role: 'group' },
        h('h2', {}, name, ' ', gate),
        line,
        ...sliders.map(({ element }) => element),
      );
      return { unit, number: unit === 'one' ? 0 : number, sliders, name, gate, line, element };
    });
    this.element = h('div', { className: 'perceptrons' }, ...this.units.map(({ element }) => element));
    this.label = h('span');
    this.buttons = engine.Xor.presets().map((name) => ({
      name,
      button: h('button', { type: 'button', className: 'quiet', onclick: () => panel.act(() => xor.preset(name)) }),
    }));
    this.presets = h('p', { className: 'presets' }, this.label, ...this.buttons.map(({ button }) => button));
    panel.texts.bind(() => {
      const { presetsTitle, presets, units } = panel.words;
      setText(this.label, presetsTitle);
      for (const { name, button } of this.buttons) setText(button, presets[/** @type {keyof typeof presets} */ (name)]);
      for (const { unit, name, element } of this.units) {
        setText(name, unit === 'one' ? 'y' : unit);
        element.setAttribute('aria-label', units[unit]);
      }
    });
  }

  /**
   * The slider of a parameter. The group around it names the unit, so beside it stands the parameter alone.
   * @param {string} prefix
   * @param {'w1' | 'w2' | 'b'} name
   */
  #slider(prefix, name) {
    const { panel } = this;
    const slider = panel.slider(prefix + name);
    panel.texts.bind(() => {
      const { hints } = panel.words;
      const box = fill(panel.texts.table.kit.box, { name: panel.label(prefix + name) });
      slider.relabel({ symbol: name, hint: hints[name], box });
    });
    return slider;
  }

  refresh() {
    const { xor, shown, words } = this.panel;
    this.presets.hidden = shown !== 'hand' && shown !== 'collapse';
    this.element.hidden = shown === 'learn';
    for (const { name, button } of this.buttons) button.setAttribute('aria-pressed', String(xor.isPreset(name)));
    for (const { unit, number, sliders, gate, line, element } of this.units) {
      element.hidden = (unit === 'one') !== (shown === 'limit');
      if (element.hidden) continue;
      setText(gate, shown === 'hand' ? `= ${this.panel.functionName(number)}` : '');
      setText(line, xor.lineText(number) ?? words.noLine);
      for (const slider of sliders) slider.refresh();
    }
  }
}
