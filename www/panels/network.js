// The panel `network`: a network that learns to tell points apart. Everything that is a number here comes from the engine.

import { Along } from '../kit/along.js';
import { h, setText } from '../kit/dom.js';
import { PanelBase } from '../kit/panel.js';
import { Pick } from '../kit/pick.js';
import { Player } from '../kit/player.js';
import { TakeawayBar } from '../kit/takeaway.js';
import { fill } from '../kit/texts.js';
import en from '../texts/network.en.js';
import ko from '../texts/network.ko.js';
import { NetworkDiagram } from './network/diagram.js';
import { NetworkGoals } from './network/goals.js';
import { Inspector } from './network/inspector.js';
import { NetworkPicture } from './network/picture.js';
import { Results } from './network/results.js';
import { NetworkSettings } from './network/settings.js';

/** The side of a saved SVG picture in CSS pixels. */
const SVG_SIDE = 480;
/** How long, in milliseconds, a frame may train; the rest of its time is for drawing and for the learner. */
const BUDGET = 8;
/** Texts and charts follow every so many frames while the run plays. */
const TEXT_FRAMES = 6;

/** @extends {PanelBase<import('../../pkg/perceptron-playground.js').NetworkPanel, import('../texts/network.en.js').NetworkTexts>} */
export default class NetworkPanel extends PanelBase {
  #frame = 0;
  /** Why the run stopped last, if so. @type {string | undefined} */
  #halt;

  /** @param {import('./index.js').Stage} stage */
  constructor(stage) {
    super(stage, new stage.engine.NetworkPanel(), stage.engine.NetworkPanel.fields(), { en, ko });
    this.net = this.model;
    this.tileSide = stage.engine.NetworkPanel.tileSide();
    this.data = this.pick('data');
    this.picture = new NetworkPicture(this);
    this.diagram = new NetworkDiagram(this);
    this.player = this.#player();
    this.sentence = h('p', { className: 'sentence' });
    this.halt = h('p', { className: 'problem' });
    this.calm = h('button', { type: 'button', onclick: () => this.act(() => this.net.calm()) });
    this.inspector = new Inspector(this);
    this.results = new Results(this);
    this.settings = new NetworkSettings(this);
    this.goals = new NetworkGoals(this);
    this.along = new Along(this, 'network');
    this.takeaway = this.#takeawayBar();
    this.tooLarge = h('p', { className: 'problem' });
    this.element = h(
      'div',
      { className: 'network', role: 'group' },
      h('div', { className: 'network-top' }, this.data.element, this.player.element),
      h('div', { className: 'network-words' }, this.halt, this.calm),
      h(
        'div',
        { className: 'network-stage' },
        h('div', { className: 'network-left' }, this.diagram.element, this.inspector.element),
        h('div', { className: 'network-right' }, this.picture.element, this.sentence),
      ),
      this.results.element,
      this.goals.element,
      this.settings.element,
      this.along.element,
      this.tooLarge,
      this.takeaway.element,
    );
    this.element.addEventListener('keydown', (event) => this.shortcut(event));
    this.texts.bind(() => this.#relabel());
  }

  #relabel() {
    const { title, names, sets, halts } = this.words;
    this.element.setAttribute('aria-label', title);
    this.data.relabel(names.data, sets);
    setText(this.calm, halts.calm);
  }

  #player() {
    const { net } = this;
    const panel = this;
    return new Player({
      run: {
        step: () => net.train(1),
        reset: () => net.reset(),
        seek: (epoch) => net.seek(epoch),
        get first() {
          return net.span[0] ?? 0;
        },
        get position() {
          return net.epochs;
        },
        get length() {
          return net.span[1] ?? 0;
        },
        get epochs() {
          return net.epochs;
        },
        get atVerdict() {
          return panel.#answers();
        },
      },
      moves: [
        { name: 'sample', act: () => net.sample() },
        { name: 'batch', act: () => net.batch() },
        { name: 'epoch', act: () => net.train(1) },
      ],
      play: (count) => this.#train(count),
      texts: this.texts,
      speeds: [...this.choices('speed')].sort((a, b) => Number(a) - Number(b)),
      speed: () => Number(net.value('speed')),
      setSpeed: (speed) => this.change(() => this.set('speed', speed)),
      describe: () => this.#position(),
      nameSpeed: (speed) => this.words.speeds[/** @type {'20'} */ (speed)],
      begin: () => this.begin(),
      stepped: (halt) => {
        this.#halt = halt;
        this.changed();
      },
      paused: () => {
        this.changed();
        this.stage.voice.say(this.#haltText() || fill(this.words.paused, { epoch: net.epochs }));
      },
    });
  }

  #takeawayBar() {
    return new TakeawayBar({
      stage: this.stage,
      fileName: 'network',
      png: () => this.picture.png(),
      svg: () => this.toSVG(),
      undo: () => this.undo(),
      redo: () => this.redo(),
    });
  }

  /**
   * A choice of the panel's table as a list.
   * @param {string} name
   */
  pick(name) {
    return new Pick(name, this.choices(name), (value) => this.act(() => this.set(name, value)));
  }

  /**
   * Trains as many epochs as are due, as far as the frame has time.
   * @param {number} count
   */
  #train(count) {
    const end = performance.now() + BUDGET;
    let size = 1;
    for (let left = count; left > 0; left -= size) {
      size = Math.min(left, size);
      const begin = performance.now();
      const halt = this.net.train(size);
      if (halt !== undefined) return halt;
      const now = performance.now();
      if (now >= end) return undefined;
      // Larger and larger portions, so that asking for the time costs nothing, none of them longer than a millisecond or two.
      if (now - begin < 1) size *= 2;
    }
    return undefined;
  }

  #position() {
    const { net, words } = this;
    const [batch = 0, batches = 1, sample = 0] = net.withinEpoch;
    if (batch === 0 && sample === 0) return fill(words.position, { epoch: net.epochs });
    const values = { epoch: net.epochs, batch: batch + (sample > 0 ? 1 : 0), batches, sample };
    return fill(sample > 0 ? words.withinSample : words.within, values);
  }

  /** The node under inspection; the output node when the one chosen is not in the network. */
  get node() {
    const units = this.net.sizes.reduce((sum, size) => sum + size, 0) - (this.net.sizes[0] ?? 0);
    const node = Number(this.net.value('node'));
    return node > 0 && node <= units ? node - 1 : units - 1;
  }

  /** Looks at a node. @param {number} node */
  chooseNode(node) {
    this.change(() => this.set('node', String(node + 1)));
  }

  /** @param {{ layer: number, node: number, isOutput: boolean }} report */
  nodeName({ layer, node, isOutput }) {
    const { nodeOf } = this.words;
    const outputs = this.net.sizes.at(-1) ?? 1;
    if (!isOutput) return fill(nodeOf.hidden, { layer: layer + 1, node: node + 1 });
    return outputs === 1 ? nodeOf.outputOnly : fill(nodeOf.output, { node: node + 1 });
  }

  /** @override */
  get run() {
    return this.player;
  }

  /** @override */
  get places() {
    return {
      learning: this.player.element,
      diagram: this.diagram.element,
      inspector: this.inspector.element,
      picture: this.picture.element,
      results: this.results.element,
      goals: this.goals.element,
      settings: this.settings.element,
      along: this.along.element,
      takeaway: this.takeaway.element,
    };
  }

  /** @override */
  toSVG() {
    return this.net.svg(SVG_SIDE);
  }

  /**
   * @template T
   * @param {() => T} change
   * @returns {T}
   * @override
   */
  change(change) {
    this.#halt = undefined;
    this.picture.stale = true;
    return super.change(change);
  }

  /** @override */
  changed() {
    this.#answers();
    super.changed();
  }

  /** Whether the question under way has just been answered, which is then told. */
  #answers() {
    if (!this.net.checkGoal()) return false;
    const goal = /** @type {import('./network/goals.js').Goal} */ (this.net.value('goal'));
    this.stage.voice.say(this.words.reached[goal]);
    this.stage.reached(goal);
    return true;
  }

  recolor() {
    const colors = this.stage.colors();
    this.picture.canvas.surface.setColors(colors);
    this.results.canvas.surface.setColors(colors);
    this.picture.stale = true;
    this.diagram.recolor();
  }

  /** @param {number} now */
  paint(now) {
    const { player, net } = this;
    if (player.playing) {
      player.advance(now);
      if (player.playing) this.repaint();
    } else {
      this.picture.stale = true;
    }
    net.paint(this.picture.map, this.diagram.atlas, this.picture.canvas.surface);
    this.diagram.draw();
    this.picture.draw();
    if (player.playing && ++this.#frame % TEXT_FRAMES !== 0) return;
    this.#refreshTexts();
  }

  #refreshTexts() {
    const { net } = this;
    const sentence = this.#sentenceText();
    setText(this.sentence, sentence);
    setText(this.halt, this.#haltText());
    this.calm.hidden = (this.#halt ?? net.still) !== 'diverged';
    this.data.refresh(net.value('data'));
    this.player.refresh();
    this.picture.refresh(sentence);
    this.diagram.refresh();
    this.inspector.refresh();
    this.results.refresh(sentence);
    this.goals.refresh();
    if (this.player.playing) return;
    this.settings.refresh();
    this.along.refresh();
    this.takeaway.refresh(net);
    setText(this.tooLarge, net.isTooLarge ? this.words.files.tooLarge : '');
  }

  #sentenceText() {
    const { net, words } = this;
    const [loss = '', , testLoss = '', training = '', test = ''] = net.measures;
    const run = net.runName;
    if (training === '') return fill(words.sentenceStill, { run });
    return fill(words.sentence, {
      run,
      epoch: net.epochs,
      training,
      test: test && fill(words.sentenceTest, { test }),
      loss,
      testLoss: testLoss && fill(words.sentenceTestLoss, { loss: testLoss }),
    });
  }

  #haltText() {
    const { net, words } = this;
    const { halts } = words;
    const why = net.still ?? this.#halt;
    if (why === undefined) return '';
    const [first = '', epoch = '', value = '', layer = '', node = '', input = ''] = net.haltWords;
    switch (why) {
      case 'diverged': {
        const parameter = fill(input === '0' ? halts.bias : halts.weight, { layer, node, input });
        return fill(halts.diverged, { step: first, epoch, value, parameter });
      }
      case 'step':
        return fill(halts.step, { layer: first });
      case 'epochs':
      case 'loss':
        return fill(halts[why], { epoch: net.epochs });
      case 'tooLarge':
        return fill(halts.tooLarge, { point: first, input: epoch, value });
      default:
        return halts.other;
    }
  }

  /** @override */
  free() {
    this.picture.free();
    this.diagram.free();
    this.results.free();
    super.free();
  }
}
