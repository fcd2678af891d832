//! A recurrent network: a layer of tanh units that reads a sequence element by element, h(t) = tanh(x(t)·W + h(t − 1)·U + b) with
//! h(0) = 0, and a dense layer that says what comes next, y(t) = h(t)·V + c.
//!
//! Elements are numbers or letters. A number goes in as it is and is forecast by y, and the loss is the mean squared error. A letter goes
//! in as a one-hot vector, softmax makes probabilities of y, and the loss is cross-entropy. All is in double precision: what a state
//! hands on for many steps drifts in single precision.

pub mod baseline;
mod gradient;
pub mod learner;
mod loops;
pub mod sample;

use std::ops::Range;

use super::probability::softmax_in_place;
use crate::random::Random;
use loops::add_scaled;

/// What a sequence is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elements {
    /// Numbers.
    Numbers,
    /// Letters of so many kinds.
    Letters(usize),
}

impl Elements {
    /// How many numbers go in for an element, and come out.
    pub fn width(self) -> usize {
        match self {
            Self::Numbers => 1,
            Self::Letters(kinds) => kinds,
        }
    }
}

/// A sequence. A network reads all of it but the last element, and is to say all of it but the first.
#[derive(Clone, Debug, PartialEq)]
pub enum Sequence {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Letters by their numbers from 0.
    Letters {
        /// The letters.
        letters: Vec<usize>,
        /// How many kinds there are; each letter is less.
        kinds: usize,
    },
}

impl Sequence {
    /// What it is made of.
    pub fn elements(&self) -> Elements {
        match self {
            Self::Numbers(_) => Elements::Numbers,
            Self::Letters { kinds, .. } => Elements::Letters(*kinds),
        }
    }

    /// How many pairs of an element and the next one there are.
    pub fn pairs(&self) -> usize {
        let count = match self {
            Self::Numbers(numbers) => numbers.len(),
            Self::Letters { letters, .. } => letters.len(),
        };
        count.saturating_sub(1)
    }

    /// The element at a place.
    ///
    /// # Panics
    /// Where there is none.
    pub fn element(&self, at: usize) -> Element {
        match self {
            Self::Numbers(numbers) => Element::Number(numbers[at]),
            Self::Letters { letters, .. } => Element::Letter(letters[at]),
        }
    }
}

/// One element of a sequence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Element {
    /// A number.
    Number(f64),
    /// A letter by its number.
    Letter(usize),
}

/// Where the parameters of each kind are. Matrices are row by row, as Keras has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// W `[width, units]`.
    pub input: Range<usize>,
    /// U `[units, units]`: from a unit's last state, to a unit.
    pub recurrent: Range<usize>,
    /// b `[units]`.
    pub bias: Range<usize>,
    /// V `[units, width]`.
    pub output: Range<usize>,
    /// c `[width]`.
    pub output_bias: Range<usize>,
}

/// A recurrent layer and the dense layer behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct RecurrentNetwork {
    elements: Elements,
    units: usize,
    parameters: Vec<f64>,
}

/// The forward pass of a sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct Outputs {
    /// The states after each element `[pairs, units]`.
    pub states: Vec<f64>,
    /// What is forecast after each element `[pairs, width]`: numbers, or the probabilities of all letters.
    pub forecasts: Vec<f64>,
}

impl RecurrentNetwork {
    /// A network with its parameters, in the order of [`Places`].
    ///
    /// # Panics
    /// When there are too few parameters, or too many.
    pub fn new(elements: Elements, units: usize, parameters: Vec<f64>) -> Self {
        assert_eq!(parameters.len(), Self::parameter_count(elements, units), "parameters for {units} units");
        Self { elements, units, parameters }
    }

    /// The number of parameters: units·(width + units + 1) of the layer and width·(units + 1) of the output.
    pub fn parameter_count(elements: Elements, units: usize) -> usize {
        let width = elements.width();
        units * (width + units + 1) + width * (units + 1)
    }

    /// An initialized network: weights uniform in ±1/√units, as in `PyTorch`'s `RNN` and `Linear`, those in U times `gain`, and biases 0.
    pub fn initialized(elements: Elements, units: usize, gain: f64, seed: u64) -> Self {
        let mut network = Self { elements, units, parameters: vec![0.0; Self::parameter_count(elements, units)] };
        let (places, width) = (network.places(), elements.width());
        let mut random = Random::stream(seed, 7);
        let bound = 1.0 / (units as f64).sqrt();
        let mut weight = || random.between(-bound, bound);
        network.parameters[places.input].fill_with(&mut weight);
        for (to, from) in (0..units).flat_map(|to| (0..units).map(move |from| (to, from))) {
            network.parameters[places.recurrent.start + from * units + to] = gain * weight();
        }
        // A number is drawn for each bias too, which is 0 all the same.
        (0..units).for_each(|_| _ = weight());
        for (to, from) in (0..width).flat_map(|to| (0..units).map(move |from| (to, from))) {
            network.parameters[places.output.start + from * width + to] = weight();
        }
        network
    }

    /// What it reads.
    pub fn elements(&self) -> Elements {
        self.elements
    }

    /// The number of units.
    pub fn units(&self) -> usize {
        self.units
    }

    /// All parameters, in the order of [`Places`].
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    /// Where the parameters of each kind are.
    pub fn places(&self) -> Places {
        let (width, units) = (self.elements.width(), self.units);
        let mut end = 0;
        let mut next = |count: usize| {
            let start = end;
            end += count;
            start..end
        };
        Places {
            input: next(width * units),
            recurrent: next(units * units),
            bias: next(units),
            output: next(units * width),
            output_bias: next(width),
        }
    }

    /// The weight in W from a number of the input to a unit.
    pub fn input_weight(&self, from: usize, to: usize) -> f64 {
        self.parameters[from * self.units + to]
    }

    /// The weight in U from a unit's last state to a unit.
    pub fn recurrent_weight(&self, from: usize, to: usize) -> f64 {
        self.parameters[self.places().recurrent.start + from * self.units + to]
    }

    /// The bias of a unit.
    pub fn bias(&self, unit: usize) -> f64 {
        self.parameters[self.places().bias.start + unit]
    }

    /// The weight in V from a unit to a number of the output.
    pub fn output_weight(&self, from: usize, to: usize) -> f64 {
        self.parameters[self.places().output.start + from * self.elements.width() + to]
    }

    /// The bias of a number of the output.
    pub fn output_bias(&self, to: usize) -> f64 {
        self.parameters[self.places().output_bias.start + to]
    }

    /// The state `next` after reading an element in a state.
    pub(super) fn read(&self, element: Element, state: &[f64], next: &mut [f64]) {
        let (places, units) = (self.places(), self.units);
        next.copy_from_slice(&self.parameters[places.bias]);
        match element {
            Element::Number(x) => add_scaled(next, x, &self.parameters[places.input]),
            // The product of a one-hot vector and W is a row of W.
            Element::Letter(letter) => add_scaled(next, 1.0, &self.parameters[places.input][letter * units..][..units]),
        }
        for (h, row) in state.iter().zip(self.parameters[places.recurrent].chunks_exact(units)) {
            add_scaled(next, *h, row);
        }
        for sum in next {
            *sum = libm::tanh(*sum);
        }
    }

    /// The output sums y in a state: a number, or what softmax makes probabilities of.
    pub(super) fn answer(&self, state: &[f64], sums: &mut [f64]) {
        let places = self.places();
        sums.copy_from_slice(&self.parameters[places.output_bias]);
        for (h, row) in state.iter().zip(self.parameters[places.output].chunks_exact(sums.len())) {
            add_scaled(sums, *h, row);
        }
    }

    /// Makes of output sums what is forecast.
    pub(super) fn forecast(&self, sums: &mut [f64]) {
        if let Elements::Letters(_) = self.elements {
            softmax_in_place(sums, 1.0);
        }
    }

    /// Reads a sequence from its start, all but its last element.
    pub fn run(&self, sequence: &Sequence) -> Outputs {
        let (units, width, pairs) = (self.units, self.elements.width(), sequence.pairs());
        let (mut states, mut forecasts) = (vec![0.0; (pairs + 1) * units], vec![0.0; pairs * width]);
        for at in 0..pairs {
            let (before, after) = states[at * units..].split_at_mut(units);
            self.read(sequence.element(at), before, &mut after[..units]);
            let sums = &mut forecasts[at * width..(at + 1) * width];
            self.answer(&after[..units], sums);
            self.forecast(sums);
        }
        states.drain(..units);
        Outputs { states, forecasts }
    }
}

impl Outputs {
    /// The mean loss over some of the forecasts: the squared error, or −ln of the probability of the letter that came. 0 of none.
    pub fn loss(&self, sequence: &Sequence, range: Range<usize>) -> f64 {
        let count = range.len().max(1) as f64;
        range.map(|at| self.loss_at(sequence, at)).sum::<f64>() / count
    }

    /// The loss of one forecast.
    pub fn loss_at(&self, sequence: &Sequence, at: usize) -> f64 {
        match sequence.element(at + 1) {
            Element::Number(target) => (self.forecasts[at] - target).powi(2),
            // A probability can be too small for a number.
            Element::Letter(target) => -libm::log(self.of(sequence, at)[target].max(f64::MIN_POSITIVE)),
        }
    }

    /// What is forecast after the element at a place: a number, or the probabilities of all letters.
    pub fn of(&self, sequence: &Sequence, at: usize) -> &[f64] {
        let width = sequence.elements().width();
        &self.forecasts[at * width..(at + 1) * width]
    }

    /// The most probable letter after the element at a place; 0 for numbers.
    pub fn likeliest(&self, sequence: &Sequence, at: usize) -> usize {
        let chances = self.of(sequence, at);
        (1..chances.len()).fold(0, |best, letter| if chances[letter] > chances[best] { letter } else { best })
    }

    /// The share of some of the forecasts whose most probable letter is the one that came.
    pub fn accuracy(&self, sequence: &Sequence, range: Range<usize>) -> f64 {
        let count = range.len().max(1) as f64;
        let is_right = |at: &usize| sequence.element(at + 1) == Element::Letter(self.likeliest(sequence, *at));
        range.filter(is_right).count() as f64 / count
    }
}
