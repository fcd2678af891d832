//! What the models say: logits, values and decisions, at one point or over the whole plane.

use std::rc::Rc;

use super::Classes;
use super::run::Run;
use super::settings::{Part, Settings};
use crate::data::fruit::{Example, FRUITS, VIEW};
use crate::model::decimal::Decimal;
use crate::model::network::Network;
use crate::model::probability::{sigmoid, softmax};
use crate::model::roc::ConfusionMatrix;
use crate::model::samples::Points;
use crate::plot::classes::{Decisions, UNDECIDED};

/// How many cells a picture has along each side.
const CELLS: usize = 96;

/// One of the two pictures' subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Three sigmoids of their own, one a class.
    Sigmoids,
    /// One softmax over three classes.
    Softmax,
    /// One number for the class: 1, 2 or 3.
    Numbers,
    /// Three classes behind a hidden layer.
    Fruit,
    /// The same with a fourth class.
    WithNone,
    /// Softmax over two classes.
    Pair,
    /// The sigmoid of the difference of those two.
    Difference,
    /// Cat or not.
    Cat,
}

impl Side {
    /// The name under which the page's texts speak of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sigmoids => "sigmoids",
            Self::Softmax => "softmax",
            Self::Numbers => "numbers",
            Self::Fruit => "fruit",
            Self::WithNone => "withnone",
            Self::Pair => "pair",
            Self::Difference => "difference",
            Self::Cat => "cat-or-not",
        }
    }

    /// What is shown, from the left.
    pub fn of(settings: &Settings) -> Vec<Self> {
        match settings.part {
            Part::Compare => vec![Self::Sigmoids, Self::Softmax],
            Part::Order => vec![Self::Numbers, Self::Softmax],
            Part::Unknown if settings.none => vec![Self::Fruit, Self::WithNone],
            Part::Unknown => vec![Self::Fruit],
            Part::Two => vec![Self::Pair, Self::Difference],
            Part::Cutoff => vec![Self::Cat],
        }
    }

    /// The places of its models in a run of `part`.
    pub(super) fn fits(self, part: Part) -> std::ops::Range<usize> {
        match (self, part) {
            (Self::Sigmoids, _) => 0..3,
            (Self::Softmax, Part::Compare) => 3..4,
            (Self::Softmax | Self::WithNone, _) => 1..2,
            _ => 0..1,
        }
    }

    /// Whether its values are shares of 1.
    pub fn shares_one(self) -> bool {
        matches!(self, Self::Softmax | Self::Fruit | Self::WithNone | Self::Pair | Self::Difference)
    }

    fn models(self, run: &Run, part: Part) -> &[crate::model::fit::Fit] {
        run.fits().get(self.fits(part)).unwrap_or_default()
    }
}

/// The weights and the bias of one unit: z = w1·x1 + w2·x2 + b.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// w1 and w2.
    pub weights: [f64; 2],
    /// b.
    pub bias: f64,
}

impl Unit {
    /// z at a point.
    pub fn sum(&self, at: [f64; 2]) -> f64 {
        self.weights[0] * at[0] + self.weights[1] * at[1] + self.bias
    }
}

/// The units of a single layer.
fn units(network: &Network) -> Vec<Unit> {
    let layer = &network.layers()[0];
    let [weights, biases] = [layer.weights(), layer.biases()].map(|range| &network.parameters()[range]);
    let unit = |(w, b): (&[f32], &f32)| Unit { weights: [w[0].into(), w[1].into()], bias: (*b).into() };
    weights.chunks_exact(2).zip(biases).map(unit).collect()
}

/// What models without a hidden layer give at a point.
fn values_of(side: Side, units: &[Unit], at: [f64; 2]) -> Vec<f64> {
    let sums: Vec<_> = units.iter().map(|unit| unit.sum(at)).collect();
    match side {
        Side::Softmax | Side::Pair => softmax(&sums),
        Side::Numbers => sums,
        Side::Difference | Side::Cat => vec![sigmoid(sums[0]), 1.0 - sigmoid(sums[0])],
        _ => sums.into_iter().map(sigmoid).collect(),
    }
}

/// The places at which [`Decisions`] are asked for: the centres of the cells, with a ring of cells around them.
fn places() -> Points {
    #[allow(clippy::cast_possible_truncation)] // ±3, to the bit
    let [low, high] = VIEW.map(|x| x as f32);
    let cell = (high - low) / CELLS as f32;
    let (range, side) = ([low - cell, high + cell], CELLS + 2);
    let take = |place: [f32; 2], inputs: &mut [f32]| inputs.copy_from_slice(&place);
    Points::grid(range, range, side, side, 2, take).expect("a grid of a few thousand places")
}

/// Maps that have been worked out, with what they were worked out from.
#[derive(Clone, Debug)]
pub(super) struct Maps {
    places: Points,
    of: (Settings, usize),
    decisions: Vec<(Side, Rc<Decisions>)>,
}

impl Default for Maps {
    fn default() -> Self {
        Self { places: places(), of: (Settings::default(), usize::MAX), decisions: Vec::new() }
    }
}

impl Classes {
    /// The pictures' subjects, from the left.
    pub fn sides(&self) -> Vec<Side> {
        Side::of(&self.settings)
    }

    /// The units of a model without a hidden layer, with the constant added to each bias; none where there is a hidden
    /// layer or nothing was learned.
    pub fn units(&self, side: Side) -> Vec<Unit> {
        if matches!(side, Side::Fruit | Side::WithNone) {
            return Vec::new();
        }
        let models = side.models(&self.run, self.settings.part);
        let mut units: Vec<_> = models.iter().flat_map(|fit| units(fit.network())).collect();
        if side == Side::Difference {
            let [cat, dog] = units[..] else { return Vec::new() };
            let weights = [0, 1].map(|i| cat.weights[i] - dog.weights[i]);
            return vec![Unit { weights, bias: cat.bias - dog.bias }];
        }
        if self.settings.part == Part::Compare {
            let shift = self.settings.shift.to_f64();
            for unit in &mut units {
                unit.bias += shift;
            }
        }
        units
    }

    /// The logits at the point tried: the sums that go into sigmoid or softmax.
    pub fn sums(&self, side: Side) -> Vec<f64> {
        let units = self.units(side);
        if !units.is_empty() {
            return units.iter().map(|unit| unit.sum(self.settings.probe())).collect();
        }
        let Some(fit) = side.models(&self.run, self.settings.part).first() else { return Vec::new() };
        #[allow(clippy::cast_possible_truncation)] // as the engine computes
        let signals = fit.network().forward(&self.settings.probe().map(|x| x as f32)).unwrap_or_default();
        signals.last().map_or_else(Vec::new, |last| last.sums.iter().map(|z| f64::from(*z)).collect())
    }

    /// What comes out at some points, as rows with a value a class: probabilities, and for the numbers the one number.
    fn values_at(&self, side: Side, places: &[[f64; 2]]) -> Vec<Vec<f64>> {
        let units = self.units(side);
        if !units.is_empty() {
            return places.iter().map(|at| values_of(side, &units, *at)).collect();
        }
        let Some(fit) = side.models(&self.run, self.settings.part).first() else { return Vec::new() };
        let network = fit.network();
        #[allow(clippy::cast_possible_truncation)] // as the engine computes
        let inputs: Vec<f32> = places.iter().flatten().map(|x| *x as f32).collect();
        let values = Points::new(2, &inputs).and_then(|points| network.predict(&points)).unwrap_or_default();
        values.chunks_exact(network.outputs()).map(|row| row.iter().map(|p| f64::from(*p)).collect()).collect()
    }

    /// What comes out at the point tried; empty when nothing was learned.
    pub fn values(&self, side: Side) -> Vec<f64> {
        self.values_at(side, &[self.settings.probe()]).pop().unwrap_or_default()
    }

    /// The classes and their scores, of which the greatest decides.
    fn scores(&self, side: Side, values: &[f64]) -> Vec<(usize, f64)> {
        let settings = &self.settings;
        let mut scores: Vec<_> = match side {
            Side::Numbers => {
                let labels = settings.numbering.labels();
                (0..3).map(|class| (class, -(values[0] - labels[class] as f64).abs())).collect()
            }
            Side::Cat => {
                let cutoff = settings.cutoff.to_f64();
                vec![(0, values[0] - cutoff), (1, cutoff - values[0])]
            }
            _ => values.iter().copied().enumerate().collect(),
        };
        if settings.part == Part::Unknown && settings.confidence > Decimal::ZERO {
            scores.push((UNDECIDED, settings.confidence.to_f64()));
        }
        scores
    }

    fn decision(&self, side: Side, values: &[f64]) -> Option<usize> {
        let scores = self.scores(side, values).into_iter();
        scores.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(class, _)| class)
    }

    /// The class decided for at the point tried; nothing when nothing was learned.
    pub fn decided(&self, side: Side) -> Option<usize> {
        let values = self.values(side);
        if values.is_empty() { None } else { self.decision(side, &values) }
    }

    /// The decisions over the whole plane, worked out when they are asked for and kept until something changes them.
    pub(super) fn decisions(&self, side: Side) -> Option<Rc<Decisions>> {
        let usual = Settings::default();
        // What the point tried and the speed are makes no difference.
        let settings =
            Settings { x1: usual.x1, x2: usual.x2, truth: usual.truth, speed: usual.speed, ..self.settings.clone() };
        let of = (settings, self.run.position());
        let mut maps = self.maps.borrow_mut();
        if maps.of != of {
            maps.of = of;
            maps.decisions.clear();
        }
        let kept = maps.decisions.iter().find(|(kept, _)| *kept == side).map(|(_, decisions)| decisions.clone());
        kept.or_else(|| {
            let decisions = Rc::new(self.decide(side, &maps.places)?);
            maps.decisions.push((side, decisions.clone()));
            Some(decisions)
        })
    }

    /// The decisions at many places, in single precision.
    fn decide(&self, side: Side, places: &Points) -> Option<Decisions> {
        let part = self.settings.part;
        let models = side.models(&self.run, part);
        #[allow(clippy::cast_possible_truncation)] // as the engine computes
        let shift = if part == Part::Compare { self.settings.shift.to_f64() as f32 } else { 0.0 };
        // What each output gives at each place.
        let mut values: Vec<Vec<f32>> = Vec::new();
        for fit in models {
            let mut network = fit.network().clone();
            for bias in network.layers().last()?.biases() {
                let moved = network.parameters()[bias] + shift;
                network.set_parameter(bias, moved).ok()?;
            }
            let outputs = network.outputs();
            let rows = network.predict(places).ok()?;
            values.extend((0..outputs).map(|k| rows.iter().skip(k).step_by(outputs).copied().collect::<Vec<_>>()));
        }
        let first = values.first()?;
        let certainty = match side {
            Side::Numbers => vec![0.6; first.len()],
            Side::Cat => first.iter().map(|p| p.max(1.0 - p)).collect(),
            _ => (0..first.len()).map(|at| values.iter().fold(0.0_f32, |most, row| most.max(row[at]))).collect(),
        };
        #[allow(clippy::cast_possible_truncation)] // for colours
        let [cutoff, confidence] =
            [self.settings.cutoff, self.settings.confidence].map(|number| number.to_f64() as f32);
        let mut classes: Vec<usize> = (0..if side == Side::Cat { 2 } else { values.len().max(2) }).collect();
        let mut scores = match side {
            Side::Numbers => {
                classes = (0..FRUITS.len()).collect();
                let labels = self.settings.numbering.labels();
                let score = |label: usize| first.iter().map(|value| -(value - label as f32).abs()).collect();
                labels.into_iter().map(score).collect()
            }
            Side::Cat => {
                vec![first.iter().map(|p| p - cutoff).collect::<Vec<_>>(), first.iter().map(|p| cutoff - p).collect()]
            }
            _ => values,
        };
        if part == Part::Unknown && confidence > 0.0 {
            classes.push(UNDECIDED);
            scores.push(vec![confidence; certainty.len()]);
        }
        Some(Decisions { side: CELLS + 2, scores, classes, certainty })
    }

    /// For each thing what it is taken for; empty when nothing was learned. A model without the fourth class is not asked
    /// about things of that class.
    pub(super) fn taken_for(&self, side: Side) -> Vec<Option<usize>> {
        let things = self.run.things();
        let places: Vec<_> = things.iter().map(|thing| thing.features).collect();
        let values = self.values_at(side, &places);
        let asked = |class: usize| side != Side::Fruit || class < FRUITS.len();
        let taken =
            |(thing, values): (&Example, &Vec<f64>)| asked(thing.class).then(|| self.decision(side, values)).flatten();
        things.iter().zip(&values).map(taken).collect()
    }

    /// How many things a model gets right, and of how many.
    pub fn right(&self, side: Side) -> [usize; 2] {
        let taken = self.taken_for(side);
        let asked = taken.iter().filter(|taken| taken.is_some()).count();
        let things = self.run.things().iter().zip(&taken);
        [things.filter(|(thing, taken)| **taken == Some(thing.class)).count(), asked]
    }

    /// The probability that each animal is a cat, and whether it is one.
    pub fn scored(&self) -> Vec<(f64, bool)> {
        let places: Vec<_> = self.run.things().iter().map(|thing| thing.features).collect();
        let values = self.values_at(Side::Cat, &places);
        values.iter().zip(self.run.things()).map(|(values, thing)| (values[0], thing.class == 0)).collect()
    }

    /// What the threshold makes of the animals.
    pub fn confusion(&self) -> ConfusionMatrix {
        ConfusionMatrix::at_threshold(self.settings.cutoff.to_f64(), &self.scored())
    }

    /// How far the point tried is from the nearest fruit; infinitely far when there is none.
    pub fn distance(&self) -> f64 {
        let [x, y] = self.settings.probe();
        let fruit = self.run.things().iter().filter(|thing| thing.class < FRUITS.len());
        fruit.map(|thing| (thing.features[0] - x).hypot(thing.features[1] - y)).fold(f64::INFINITY, f64::min)
    }
}
