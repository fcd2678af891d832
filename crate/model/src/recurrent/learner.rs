//! Training by truncated backpropagation through time (R. Williams and J. Peng, 1990): window by window, each begun in the state in which
//! the one before ended.

use std::rc::Rc;

use super::gradient::Buffers;
use super::loops::dot;
use super::{Elements, RecurrentNetwork, Sequence};
use crate::history::History;
use crate::limits::MAX_MAGNITUDE;
use crate::timeline::Replay;

/// About how many products take a fifth of a millisecond.
const PORTION: usize = 150_000;

/// How gradients change the parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Stochastic gradient descent: w ← w − η·g.
    Sgd,
    /// Adam with the β and the ε of Keras; see [`Optimizer::Adam`](crate::optimizer::Optimizer::Adam) for the formula.
    Adam,
}

impl Rule {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Adam, Self::Sgd];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Adam => "adam",
            Self::Sgd => "sgd",
        }
    }
}

/// How a network learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    /// The optimizer.
    pub rule: Rule,
    /// The learning rate η.
    pub rate: f64,
    /// How many elements one step goes back through time; `None` for all of the training part.
    pub window: Option<usize>,
    /// The length that a gradient is cut down to where it is longer (R. Pascanu and others, 2013); `None` for no limit.
    pub clip: Option<f64>,
}

/// Why training can't go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// As many steps are made as may be.
    Finished,
    /// Numbers ran out of range; the last good state is kept.
    Diverged,
}

/// What training goes on from.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    steps: u64,
    epochs: u64,
    /// Where the next window begins, and in which state.
    at: usize,
    state: Vec<f64>,
    /// The sum of the losses of the epoch under way, and of the last one their mean.
    seen: f64,
    epoch_loss: Option<f64>,
    /// The length of the last gradient, before it was cut.
    length: f64,
    network: RecurrentNetwork,
    moments: [Vec<f64>; 2],
}

/// A network that learns a sequence: the first part of it, with the rest for testing.
#[derive(Clone, Debug)]
pub struct Learner {
    sequence: Rc<Sequence>,
    split: usize,
    learning: Learning,
    most: u64,
    start: RecurrentNetwork,
    now: Checkpoint,
    history: History,
    buffers: Buffers,
    /// Parameters and moments that are worked out, and taken when they are good.
    next: [Vec<f64>; 3],
}

impl Learner {
    /// A network that has not learned yet, and is to learn the first `split` pairs of a sequence, in up to `most` steps.
    ///
    /// # Panics
    /// When the network does not read such elements, or when there are fewer pairs.
    pub fn new(network: RecurrentNetwork, sequence: Rc<Sequence>, split: usize, learning: Learning, most: u64) -> Self {
        assert_eq!(network.elements(), sequence.elements());
        assert!((1..=sequence.pairs()).contains(&split), "{split} of {} pairs", sequence.pairs());
        let count = if learning.rule == Rule::Adam { network.parameters().len() } else { 0 };
        let now = Checkpoint {
            steps: 0,
            epochs: 0,
            at: 0,
            state: vec![0.0; network.units()],
            seen: 0.0,
            epoch_loss: None,
            length: 0.0,
            moments: [vec![0.0; count], vec![0.0; count]],
            network: network.clone(),
        };
        let next = [vec![0.0; network.parameters().len()], vec![0.0; count], vec![0.0; count]];
        let (history, buffers) = (History::default(), Buffers::default());
        Self { sequence, split, learning, most, start: network, now, history, buffers, next }
    }

    /// The sequence.
    pub fn sequence(&self) -> &Sequence {
        &self.sequence
    }

    /// How many pairs are learned from.
    pub fn split(&self) -> usize {
        self.split
    }

    /// The network as it is.
    pub fn network(&self) -> &RecurrentNetwork {
        &self.now.network
    }

    /// The network before it learned.
    pub fn start(&self) -> &RecurrentNetwork {
        &self.start
    }

    /// How it learns.
    pub fn learning(&self) -> &Learning {
        &self.learning
    }

    /// How many passes over the training part are done.
    pub fn epochs(&self) -> u64 {
        self.now.epochs
    }

    /// How many steps an epoch has.
    pub fn steps_an_epoch(&self) -> u64 {
        self.split.div_ceil(self.window()) as u64
    }

    /// The place in the sequence where the next window begins.
    pub fn place(&self) -> usize {
        self.now.at
    }

    /// The length of the last gradient before it was cut; 0 before the first step.
    pub fn gradient_length(&self) -> f64 {
        self.now.length
    }

    /// The losses by epoch: over the training part as they were when its windows were learned, and over the rest after the epoch.
    pub fn history(&self) -> &History {
        &self.history
    }

    fn window(&self) -> usize {
        self.learning.window.unwrap_or(self.split).clamp(1, self.split)
    }

    /// Works out the parameters after a step. Says whether all are good.
    fn update(&mut self) -> bool {
        const BETAS: [f64; 2] = [0.9, 0.999];
        const EPSILON: f64 = 1e-7;
        let (gradient, now) = (&self.buffers.gradient, &self.now);
        let scale = self.learning.clip.map_or(1.0, |most| if now.length > most { most / now.length } else { 1.0 });
        let [parameters, first, second] = &mut self.next;
        let old = now.network.parameters();
        match self.learning.rule {
            Rule::Sgd => {
                let pace = self.learning.rate * scale;
                for ((new, old), g) in parameters.iter_mut().zip(old).zip(gradient) {
                    *new = old - pace * g;
                }
            }
            Rule::Adam => {
                #[allow(clippy::cast_precision_loss)] // far fewer steps
                let [decay1, decay2] = BETAS.map(|beta| 1.0 - libm::pow(beta, (now.steps + 1) as f64));
                let pace = self.learning.rate * decay2.sqrt() / decay1;
                let moments = first.iter_mut().zip(&now.moments[0]).zip(second.iter_mut().zip(&now.moments[1]));
                for (((new, old), g), ((m, old_m), (v, old_v))) in
                    parameters.iter_mut().zip(old).zip(gradient).zip(moments)
                {
                    let g = g * scale;
                    *m = old_m + (1.0 - BETAS[0]) * (g - old_m);
                    *v = old_v + (1.0 - BETAS[1]) * (g * g - old_v);
                    *new = old - pace * *m / (v.sqrt() + EPSILON);
                }
            }
        }
        let limit = f64::from(MAX_MAGNITUDE);
        // Not a number is not within the limit either.
        parameters.iter().chain(&*second).all(|value| value.abs() <= limit)
    }
}

impl Replay for Learner {
    type State = Checkpoint;
    type Halt = Halt;

    fn position(&self) -> u64 {
        self.now.steps
    }

    fn save(&self) -> Checkpoint {
        self.now.clone()
    }

    fn load(&mut self, state: &Checkpoint) {
        self.now.clone_from(state);
    }

    fn go_on(&mut self) -> Result<(), Halt> {
        if self.now.steps >= self.most {
            return Err(Halt::Finished);
        }
        let (from, to) = (self.now.at, (self.now.at + self.window()).min(self.split));
        let loss = self.now.network.backpropagate(&self.sequence, from..to, &self.now.state, &mut self.buffers);
        let before = self.now.length;
        self.now.length = dot(&self.buffers.gradient, &self.buffers.gradient).sqrt();
        if !loss.is_finite() || !self.update() {
            self.now.length = before;
            return Err(Halt::Diverged);
        }
        let now = &mut self.now;
        let [parameters, first, second] = &mut self.next;
        std::mem::swap(&mut now.network.parameters, parameters);
        std::mem::swap(&mut now.moments[0], first);
        std::mem::swap(&mut now.moments[1], second);
        now.state.copy_from_slice(self.buffers.last_state(now.network.units()));
        now.steps += 1;
        now.at = to;
        now.seen += loss * (to - from) as f64;
        now.epoch_loss = None;
        if to == self.split {
            now.epoch_loss = Some(now.seen / self.split as f64);
            now.epochs += 1;
            (now.at, now.seen) = (0, 0.0);
            now.state.fill(0.0);
        }
        Ok(())
    }

    fn reached(&mut self) {
        let Some(loss) = self.now.epoch_loss else { return };
        let pairs = self.sequence.pairs();
        let test =
            (pairs > self.split).then(|| self.network().run(&self.sequence).loss(&self.sequence, self.split..pairs));
        self.history.push(self.now.epochs, loss, test);
    }

    /// What [`Replay::reached`] does once an epoch is not counted.
    fn portion(&self) -> u64 {
        let a_step = 3 * self.window() * self.start.parameters().len();
        let inputs = match self.start.elements() {
            // A letter is one-hot, so it reads one row of W.
            Elements::Letters(kinds) => 3 * self.window() * (kinds - 1) * self.start.units(),
            Elements::Numbers => 0,
        };
        (PORTION / (a_step - inputs).max(1)).max(1) as u64
    }
}
