//! The loss curve that a learner expects, drawn before the run.

use crate::model::history::Entry;
use crate::panel::table::{SettingValue, Value};

/// How many knots the curve has: one at each tenth of the planned epochs, both ends included.
pub const KNOTS: usize = 11;
/// The greatest loss that can be drawn.
const MAX_LOSS: f32 = 1e6;

/// A curve through knots, or none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// The loss at each knot; empty for no curve.
    knots: Vec<f32>,
}

/// How far a run is from what was expected of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The mean distance over the epochs so far.
    pub mean: f64,
    /// The epoch at which the two are farthest apart.
    pub epoch: u64,
    /// What was expected there.
    pub expected: f64,
    /// What came.
    pub came: f64,
}

impl Sketch {
    /// A level curve, to be bent.
    pub fn level(loss: f64) -> Self {
        Self { knots: vec![bounded(loss); KNOTS] }
    }

    /// Whether the learner has bent it: a level curve says nothing yet.
    pub fn is_drawn(&self) -> bool {
        self.knots.windows(2).any(|pair| pair[0].to_bits() != pair[1].to_bits())
    }

    /// Whether there is no curve.
    pub fn is_empty(&self) -> bool {
        self.knots.is_empty()
    }

    /// The loss at each knot.
    pub fn knots(&self) -> &[f32] {
        &self.knots
    }

    /// Moves a knot. Nothing happens for one that is not there, or a loss that is no number.
    pub fn bend(&mut self, knot: usize, loss: f64) {
        if let (Some(place), false) = (self.knots.get_mut(knot), loss.is_nan()) {
            *place = bounded(loss);
        }
    }

    /// The curve's height after a share of the planned epochs; nothing without a curve, or beyond its end.
    pub fn at(&self, share: f64) -> Option<f64> {
        let place = share * (KNOTS - 1) as f64;
        if self.is_empty() || !(0.0..=(KNOTS - 1) as f64).contains(&place) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to the last knot but one
        let left = (place.floor() as usize).min(KNOTS - 2);
        let [from, to] = [self.knots[left], self.knots[left + 1]].map(f64::from);
        Some(from + (to - from) * (place - left as f64))
    }

    /// How far a run's training loss is from the curve; nothing without a curve or before the first epoch.
    pub fn gap(&self, history: &[Entry], planned: u32) -> Option<Gap> {
        let share = |epoch: u64| epoch as f64 / f64::from(planned.max(1));
        let pairs = history.iter().filter_map(|entry| Some((entry.epoch, self.at(share(entry.epoch))?, entry.loss)));
        let (mut sum, mut count, mut widest) = (0.0, 0.0, None::<Gap>);
        for (epoch, expected, came) in pairs {
            let distance = (expected - came).abs();
            sum += distance;
            count += 1.0;
            if widest.is_none_or(|widest| distance > (widest.expected - widest.came).abs()) {
                widest = Some(Gap { mean: 0.0, epoch, expected, came });
            }
        }
        widest.map(|widest| Gap { mean: sum / count, ..widest })
    }

    /// The curve as a link carries it.
    pub fn pack(&self) -> String {
        self.knots.iter().map(ToString::to_string).collect::<Vec<_>>().join("_")
    }

    /// The curve of a link; nothing for a text that is none.
    pub fn unpack(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        let in_range = |loss: &f64| (0.0..=f64::from(MAX_LOSS)).contains(loss);
        let knots = text.split('_').map(|knot| knot.parse().ok().filter(in_range).map(bounded));
        let knots = knots.collect::<Option<Vec<_>>>()?;
        (knots.len() == KNOTS).then_some(Self { knots })
    }
}

impl SettingValue for Sketch {
    fn to_value(&self) -> Value {
        Value::Packed(self.pack())
    }

    fn from_value(value: Value) -> Self {
        if let Value::Packed(text) = value { Self::unpack(&text).unwrap_or_default() } else { Self::default() }
    }
}

/// A loss to hundredths that a curve can have.
fn bounded(loss: f64) -> f32 {
    #[allow(clippy::cast_possible_truncation)] // within single precision's range
    let loss = ((loss * 100.0).round() / 100.0) as f32;
    loss.clamp(0.0, MAX_LOSS) + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_straight_between_its_knots_and_survives_a_link() {
        let mut sketch = Sketch::level(4.0);
        for knot in 0..KNOTS {
            sketch.bend(knot, 4.0 - 0.3 * knot as f64);
        }
        sketch.bend(KNOTS, 0.0);
        sketch.bend(3, f64::NAN);
        assert!((sketch.at(0.55).unwrap() - 2.35).abs() < 1e-6 && (sketch.at(1.0).unwrap() - 1.0).abs() < 1e-6);
        assert_eq!((sketch.at(1.01), sketch.at(-0.1), Sketch::default().at(0.5)), (None, None, None));
        assert_eq!(Sketch::unpack(&sketch.pack()), Some(sketch));
        for text in ["1_2", "1_1_1_1_1_1_1_1_1_1_x", "1_1_1_1_1_1_1_1_1_1_-1", "1_1_1_1_1_1_1_1_1_1_NaN"] {
            assert_eq!(Sketch::unpack(text), None);
        }
    }

    #[test]
    fn the_gap_is_the_mean_distance_and_its_widest_place() {
        let entry =
            |epoch, loss| Entry { epoch, loss, validation: None, loss_range: [loss; 2], validation_range: [0.0; 2] };
        let history = [entry(1, 5.0), entry(2, 2.0), entry(10, 1.5)];
        let gap = Sketch::level(2.0).gap(&history, 10).unwrap();
        assert_eq!((gap.epoch, gap.expected, gap.came), (1, 2.0, 5.0));
        assert!((gap.mean - 3.5 / 3.0).abs() < 1e-12);
        assert_eq!((Sketch::default().gap(&history, 10), Sketch::level(2.0).gap(&[], 10)), (None, None));
    }
}
