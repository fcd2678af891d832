// The element <perceptron-playground> for scripts of a page, in TypeScript's words. docs/embedding.md tells the same in ours.

/** The fields of a panel's table: numbers as numbers, choices and packed texts as texts. */
export type PlaygroundState = Record<string, string | number>;

/** What was wrong with one value from outside. */
export interface PlaygroundProblem {
  /** Which rule it broke: `out-of-range`, `not-a-choice`, `unknown-name`, … */
  key: string;
  /** The field it was given for. */
  name: string;
  /** The value given, cut short. */
  given: string;
  /** What would have been right. */
  allowed: string;
}

/** What can be asked of a panel. */
export interface PlaygroundTable {
  panel: string;
  title: string;
  fields: {
    name: string;
    label: string;
    hint: string;
    kind: string;
    default: string;
    inLink: boolean;
    choices: string[];
    limits: { min: number; max: number; low: number; high: number };
  }[];
  /** All names that `show`, `hide` and `lock` have for regions. */
  places: string[];
  /** The regions, each once: a place of the plate, a drawer with its label, or a part of what the panel draws. */
  regions: { name: string; kind: string; label: string }[];
  /** Its questions: their names in links, their words, the settings beside the picture, whether something is guessed first,
   * whether they are to be played, and whether they show only where they are asked for. */
  goals: { name: string; title: string; ask: string; rail: string[]; guesses: boolean; plays: boolean; further: boolean }[];
  /** Whether there is something that runs. */
  runs: boolean;
}

/** What a model has come to that is trained elsewhere, such as by Keras in a notebook. */
export interface PlaygroundMoment {
  /**
   * All parameters in the order of Keras, layer by layer: the kernel `[inputs, units]` row by row, then the bias `[units]`, zeros for a
   * layer without one. Single precision.
   */
  weights: ArrayLike<number>;
  /** The epochs done; of the one under way a fraction: 2.5 is half of the third. */
  epoch: number;
  /** The training loss. What is not given is measured in the figure where that is quick, else left out. */
  loss?: number | null;
  valLoss?: number | null;
  /** From 0 to 1. */
  accuracy?: number | null;
  valAccuracy?: number | null;
  /** Whether a new training begins here, with curves of its own. */
  isStart?: boolean;
}

/** A model as the figure's file of it holds it. Read as single precision, each number has the bits that it has in the figure. */
export interface PlaygroundModel {
  format: string;
  version: number;
  panel: string;
  settings: Record<string, string | number>;
  /** Layer by layer: the activation's name, the weights `[units, inputs]`, the biases `[units]`. */
  layers: { activation: string; weights: number[][]; biases: number[] }[];
  /** What else the panel's file has: rows, the layers at the start, the optimizer's memory, frozen parameters. */
  [more: string]: unknown;
}

export interface PlaygroundEvents {
  /** The figure can be used. */
  ready: CustomEvent<{ panel: string }>;
  /** The state has changed: told at once, then at most five times a second, the last change included. */
  change: CustomEvent<{ panel: string; state: PlaygroundState; query: string }>;
  /** The question under way has been answered. */
  'goal-reached': CustomEvent<{ goal: string; guess: string | null; right: string | null }>;
  /** Something from outside could not be used, or the figure could not be loaded; the reader has been told. */
  error: CustomEvent<{ kind: 'value' | 'load'; message: string; problems: PlaygroundProblem[] }>;
}

export interface PerceptronPlaygroundElement extends HTMLElement {
  /**
   * The state, whole; nothing before `ready`. A state set may name some fields only: the others stay. Each value is checked
   * against the panel's table. Set before `ready`, it is taken as soon as the figure is there.
   */
  get state(): PlaygroundState | undefined;
  set state(state: Record<string, unknown>);
  /** The same as a link's query, without what is as it opens. */
  readonly query: string;
  /** What can be asked of the panel, in the reader's language; nothing before `ready`. */
  readonly table: PlaygroundTable | undefined;
  /**
   * Begins a question with the state that belongs to it; `none` puts the present one away.
   * @throws {RangeError} when the panel has no such question
   */
  begin(goal: string): void;
  /** Opens what a link says, as it stands behind its `#`: the panel that it names, in the state that it describes. */
  open(query: string): void;
  /** Back to the start of the run. */
  reset(): void;
  /**
   * Takes steps of the kind that playing repeats: a sample in `gates`, an epoch in `network`. Stops where the run stops.
   * @throws {RangeError} when `count` is no whole number from 1 to 10,000
   */
  step(count?: number): void;
  /** Plays the run, unless the reader's system asks for reduced motion. */
  play(): void;
  pause(): void;
  /**
   * Shows a moment of a model that is trained elsewhere, to the bit: its weights, and its losses on the curves. In `regression` it moves
   * the line and its path, in `network` the decision surface, the tiles and the edges, in `digits` the answer. What is followed of one
   * training is one step of undo.
   * @throws {RangeError} when the panel can't show it, with a sentence in the figure's language; nothing has changed then
   */
  follow(moment: PlaygroundMoment): void;
  /** The model with every weight and bias; `null` in a panel that has none, nothing before `ready`. */
  readonly model: PlaygroundModel | null | undefined;
  /**
   * Opens a model that {@link model} gave, or the text of a file of one. Undo takes it back.
   * @throws {RangeError} when it can't be opened, with a sentence in the figure's language; nothing has changed then
   */
  openModel(model: PlaygroundModel | string): void;
  /** The picture as an SVG document. */
  toSVG(): string;

  addEventListener<K extends keyof PlaygroundEvents>(
    type: K,
    listener: (this: PerceptronPlaygroundElement, event: PlaygroundEvents[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'perceptron-playground': PerceptronPlaygroundElement;
  }
}
