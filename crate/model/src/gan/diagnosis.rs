//! What is going well or wrong in a run, by name.

use super::StepMeasures;
use super::measures::{Floor, Measures};

/// What a run is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Too early to tell.
    #[default]
    Early,
    /// G learns, or has learned.
    Healthy,
    /// G makes samples of a part of the data only, and stays there.
    ModeCollapse,
    /// D is right about nearly everything, and G does not get nearer to the data.
    DiscriminatorWins,
    /// G makes samples of a part of the data only, and runs from one part to another, D after it (as in figure 2 of L. Metz and
    /// others, "Unrolled Generative Adversarial Networks", 2017).
    Oscillation,
    /// The losses or the samples have left every sensible range, or a parameter has.
    Divergence,
}

impl Condition {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Early, Self::Healthy, Self::ModeCollapse, Self::DiscriminatorWins, Self::Oscillation, Self::Divergence];

    /// The name in views.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Healthy => "healthy",
            Self::ModeCollapse => "mode-collapse",
            Self::DiscriminatorWins => "discriminator-wins",
            Self::Oscillation => "oscillation",
            Self::Divergence => "divergence",
        }
    }
}

/// A look at a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Check {
    /// After how many iterations.
    pub iteration: u64,
    /// What the steps since the last check have measured, each as a mean.
    pub steps: StepMeasures,
    /// How far G's samples are from the data.
    pub measures: Measures,
    /// D's mean verdict on the data.
    pub verdict_real: f64,
    /// D's mean verdict on G's samples.
    pub verdict_fake: f64,
    /// The mean of G's samples, each number for itself.
    pub centre: Vec<f64>,
    /// The root of the mean squared distance of G's samples from their mean.
    pub spread: f64,
    /// What the run is like, from this and the checks before.
    pub condition: Condition,
}

/// How the data itself lies, to compare with.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Extent {
    /// The mean of the data.
    pub centre: Vec<f64>,
    /// The root of the mean squared distance from it.
    pub spread: f64,
    /// What samples of the data give.
    pub floor: Floor,
}

/// How many checks it takes to say anything, and how many for what only lasting shows: at first every G runs about and reaches
/// little. Whether it still runs about is seen from the last [`MOVING`] of those.
const FEWEST: usize = 10;
const LASTING: usize = 30;
const MOVING: usize = 21;
/// D wins from these mean verdicts on.
const WON: [f64; 2] = [0.8, 0.15];
/// G leaves out a part of the data when at no check more than this share of it has a sample near.
const LEFT_OUT: f64 = 0.6;
/// G runs about when its mean moves by this much from check to check, measured by the spread of the data.
const RUNNING: f64 = 0.45;
/// Samples are out of every range when they, or their mean, are so many times as far apart as the data.
const OUT: f64 = 10.0;
/// Losses are when they are so great: e⁻⁵⁰ is what D would have to be wrong by.
const GREAT: f64 = 50.0;

/// What a run is like after the last of `checks`, of which the first are the oldest.
pub(super) fn diagnose(checks: &[Check], data: &Extent) -> Condition {
    let last = |count: usize| &checks[checks.len().saturating_sub(count)..];
    let recent = last(FEWEST);
    if recent.len() < FEWEST {
        return Condition::Early;
    }
    // Before a divergence, because G's loss has no bound where D wins.
    if recent.iter().all(is_won) {
        return Condition::DiscriminatorWins;
    }
    if recent.iter().all(|check| is_out(check, data)) {
        return Condition::Divergence;
    }
    let lasting = last(LASTING);
    if lasting.len() == LASTING && lasting.iter().all(|check| check.measures.reached < LEFT_OUT * data.floor.reached) {
        let is_running = movement(last(MOVING)) > RUNNING * data.spread;
        return if is_running { Condition::Oscillation } else { Condition::ModeCollapse };
    }
    Condition::Healthy
}

fn is_won(check: &Check) -> bool {
    check.verdict_real > WON[0] && check.verdict_fake < WON[1] && check.steps.discriminator_loss.abs() <= GREAT
}

fn is_out(check: &Check, data: &Extent) -> bool {
    let far = distance(&check.centre, &data.centre).max(check.spread);
    let losses = [check.steps.discriminator_loss, check.steps.generator_loss];
    far > OUT * data.spread.max(1e-3) || losses.iter().any(|loss| loss.abs() > GREAT)
}

/// How far the mean of G's samples moves from a check to the next, as a mean.
fn movement(checks: &[Check]) -> f64 {
    let ways = checks.windows(2).map(|pair| distance(&pair[0].centre, &pair[1].centre));
    ways.sum::<f64>() / (checks.len() - 1).max(1) as f64
}

fn distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}
