//! What the models say: logits, values and decisions, at one point or over the whole plane.

use super::Classes;
use super::run::Run;
use super::state::{Part, Settings};
use crate::data::fruit::VIEW;
use crate::model::network::Network;
use crate::model::probability::{sigmoid, softmax};
use crate::model::roc::ConfusionMatrix;
use crate::model::samples::Points;
use crate::plot::classes::{Decisions, UNDECIDED};

/// How many cells a picture has along each side.
const CELLS: usize = 80;

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
            Self::Cat => "cat",
        }
    }

    /// What is shown, from the left.
    pub fn of(settings: &Settings) -> Vec<Self> {
        match settings.part() {
            Part::Compare => vec![Self::Sigmoids, Self::Softmax],
            Part::Order => vec![Self::Numbers, Self::Softmax],
            Part::Unknown if settings.has_none() => vec![Self::Fruit, Self::WithNone],
            Part::Unknown => vec![Self::Fruit],
            Part::Two => vec![Self::Pair, Self::Difference],
            Part::Cutoff => vec![Self::Cat],
        }
    }

    /// The places of its models in the run.
    pub(super) fn fits(self) -> std::ops::Range<usize> {
        match self {
            Self::Sigmoids => 0..3,
            Self::Softmax => 3..4,
            Self::WithNone => 1..2,
            _ => 0..1,
        }
    }

    fn models(self, run: &Run) -> Vec<Network> {
        // Beside the numbers there are no three sigmoids before the softmax.
        let at = if self == Self::Softmax { run.fits().len().saturating_sub(1)..run.fits().len() } else { self.fits() };
        run.fits().get(at).unwrap_or_default().iter().map(|fit| fit.network().clone()).collect()
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

impl Classes {
    /// The pictures' subjects, from the left.
    pub fn sides(&self) -> Vec<Side> {
        Side::of(self.settings())
    }

    /// The units of a model without a hidden layer, with the constant added to each bias; none where there is a hidden
    /// layer or nothing was learned.
    pub fn units(&self, side: Side) -> Vec<Unit> {
        let models = side.models(self.run());
        if matches!(side, Side::Fruit | Side::WithNone) {
            return Vec::new();
        }
        let mut units: Vec<_> = models.iter().flat_map(units).collect();
        if side == Side::Difference {
            let [cat, dog] = units[..] else { return Vec::new() };
            let weights = [0, 1].map(|i| cat.weights[i] - dog.weights[i]);
            return vec![Unit { weights, bias: cat.bias - dog.bias }];
        }
        if self.settings().part() == Part::Compare {
            let shift = self.settings().number("shift");
            for unit in &mut units {
                unit.bias += shift;
            }
        }
        units
    }

    /// What comes out at some points, as rows with a value a class: probabilities, and for the numbers the one number.
    fn values_at(&self, side: Side, places: &[[f64; 2]]) -> Vec<Vec<f64>> {
        let units = self.units(side);
        if !units.is_empty() {
            return places.iter().map(|at| values_of(side, &units, *at)).collect();
        }
        let Some(network) = side.models(self.run()).pop() else { return Vec::new() };
        #[allow(clippy::cast_possible_truncation)] // as the engine computes
        let inputs: Vec<f32> = places.iter().flatten().map(|x| *x as f32).collect();
        let values = Points::new(2, &inputs).and_then(|points| network.predict(&points)).unwrap_or_default();
        values.chunks_exact(network.outputs()).map(|row| row.iter().map(|p| f64::from(*p)).collect()).collect()
    }

    /// What comes out at the point tried; empty when nothing was learned.
    pub fn values(&self, side: Side) -> Vec<f64> {
        self.values_at(side, &[self.settings().probe()]).pop().unwrap_or_default()
    }

    /// The classes and their scores, of which the greatest decides.
    fn scores(&self, side: Side, values: &[f64]) -> Vec<(usize, f64)> {
        let settings = self.settings();
        let mut scores: Vec<_> = match side {
            Side::Numbers => {
                let numbering = settings.numbering();
                let distance = |class: usize| (values[0] - numbering[class] as f64 - 1.0).abs();
                (0..3).map(|class| (class, -distance(class))).collect()
            }
            Side::Cat => {
                let cutoff = settings.number("cutoff");
                vec![(0, values[0] - cutoff), (1, cutoff - values[0])]
            }
            _ => values.iter().copied().enumerate().collect(),
        };
        let confidence = settings.number("confidence");
        if settings.part() == Part::Unknown && confidence > 0.0 {
            scores.push((UNDECIDED, confidence));
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

    /// The decisions over the whole plane.
    #[allow(clippy::cast_possible_truncation)] // for colours
    pub(super) fn decisions(&self, side: Side) -> Option<Decisions> {
        let [low, high] = VIEW;
        let centre = |at: usize| low + (high - low) * (at as f64 + 0.5) / CELLS as f64;
        let places: Vec<_> =
            (0..CELLS * CELLS).map(|cell| [centre(cell % CELLS), centre(CELLS - 1 - cell / CELLS)]).collect();
        let values = self.values_at(side, &places);
        let rows: Vec<_> = values.iter().map(|values| self.scores(side, values)).collect();
        let classes: Vec<_> = rows.first()?.iter().map(|(class, _)| *class).collect();
        let of_class = |k: usize| rows.iter().map(|row| row[k].1 as f32).collect();
        let certainty = |values: &Vec<f64>| match side {
            Side::Numbers => 0.6,
            _ => values.iter().copied().fold(0.0, f64::max) as f32,
        };
        let scores = (0..classes.len()).map(of_class).collect();
        Some(Decisions { side: CELLS, scores, classes, certainty: values.iter().map(certainty).collect() })
    }

    /// For each thing what it is taken for; empty when nothing was learned. A model without the fourth class is not asked
    /// about things of that class.
    pub(super) fn taken_for(&self, side: Side) -> Vec<Option<usize>> {
        let things = self.run().things();
        let places: Vec<_> = things.iter().map(|thing| thing.features).collect();
        let values = self.values_at(side, &places);
        let asked = |class: usize| side != Side::Fruit || class < 3;
        let taken = |(thing, values): (&crate::data::fruit::Example, &Vec<f64>)| {
            asked(thing.class).then(|| self.decision(side, values)).flatten()
        };
        things.iter().zip(&values).map(taken).collect()
    }

    /// How many things a model gets right, and of how many.
    pub fn right(&self, side: Side) -> [usize; 2] {
        let taken = self.taken_for(side);
        let asked = taken.iter().filter(|taken| taken.is_some()).count();
        let things = self.run().things().iter().zip(&taken);
        [things.filter(|(thing, taken)| **taken == Some(thing.class)).count(), asked]
    }

    /// The probability that each animal is a cat, and whether it is one.
    pub fn scored(&self) -> Vec<(f64, bool)> {
        let places: Vec<_> = self.run().things().iter().map(|thing| thing.features).collect();
        let values = self.values_at(Side::Cat, &places);
        values.iter().zip(self.run().things()).map(|(values, thing)| (values[0], thing.class == 0)).collect()
    }

    /// What the threshold makes of the animals.
    pub fn confusion(&self) -> ConfusionMatrix {
        ConfusionMatrix::at_threshold(self.settings().number("cutoff"), &self.scored())
    }

    /// How far the point tried is from the nearest fruit; infinitely far when there is none.
    pub fn distance(&self) -> f64 {
        let [x, y] = self.settings().probe();
        let fruit = self.run().things().iter().filter(|thing| thing.class < 3);
        fruit.map(|thing| (thing.features[0] - x).hypot(thing.features[1] - y)).fold(f64::INFINITY, f64::min)
    }
}
