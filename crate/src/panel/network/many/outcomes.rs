//! What has come of each run: how much it gets right, and what it makes of the plane.

use wide::f32x4;

use super::runs::{FiveNumbers, Runs, Series, five_numbers};
use super::{DRAWN, Many};
use crate::model::error::Error;
use crate::model::network::Network;
use crate::model::samples::Points;
use crate::model::timeline::Replay as _;
use crate::panel::json::Key;
use crate::panel::network::coding::Readout;
use crate::panel::network::examples::Task;
use crate::panel::network::learner::Learner;
use crate::panel::network::maps::{Projection, shown};
use crate::panel::network::run::{Exam, Material};
use crate::panel::network::settings::Mode;
use crate::panel::playable::GoOn;
use crate::plot::field::Cells;

/// The accuracy from which on a run counts as one that has learned its classes, and the R² for values.
const ENOUGH: [f64; 2] = [0.95, 0.9];
/// The number of cells along a side of a small picture.
pub const TILE: usize = 24;
/// How long may be measured at once, in nanoseconds; what takes longer is left for the next frames.
const AT_ONCE: u64 = 12_000_000;

/// What has come of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The share of the rows that it gets right, or R² where there are values to learn.
    pub score: f64,
    /// The training loss of its last epoch.
    pub loss: Option<f64>,
    /// Whether it diverged: what is measured is its last good state.
    pub diverged: bool,
    /// Whether it has learned what there is to learn.
    pub solved: bool,
    /// Its outputs over the plane, cell by cell from the top; empty where it is not drawn.
    pub tile: Vec<f32>,
}

/// The five numbers of the scores of runs.
pub(super) fn scores(outcomes: &[Outcome]) -> Option<FiveNumbers> {
    five_numbers(outcomes.iter().map(|outcome| outcome.score).collect())
}

/// How many of the runs have learned it.
pub(super) fn successes(outcomes: &[Outcome]) -> usize {
    outcomes.iter().filter(|outcome| outcome.solved).count()
}

/// What the runs are measured on.
#[derive(Debug)]
pub struct Judge {
    /// The rows held out for validation, else for testing, else those learned from.
    exam: Result<Exam, Error>,
    /// Which of them.
    pub part: Key,
    /// How the outputs are read.
    pub readout: Readout,
    projection: Projection,
    plane: Option<Points>,
    scratch: Vec<f32x4>,
    count: usize,
}

impl Judge {
    pub fn new(learner: &Learner) -> Self {
        let (coding, split) = (learner.coding(), learner.split());
        let material = Material { coding, examples: learner.examples(), split };
        let parts: [(&[usize], Key); 3] =
            [(&split.validation, "part-validation"), (&split.test, "part-test"), (&split.training, "part-training")];
        let (numbers, part) = parts.into_iter().find(|(numbers, _)| !numbers.is_empty()).unwrap_or(parts[2]);
        let projection = learner.projection();
        let [x, y] = projection.plane.ranges;
        let cells = Cells { x, y, columns: TILE, rows: TILE };
        let is_drawn = learner.settings().view == Mode::Many;
        Self {
            exam: Exam::new(&material, numbers),
            part,
            readout: coding.readout,
            plane: is_drawn.then(|| projection.points(cells)).flatten(),
            projection,
            scratch: Vec::new(),
            count: numbers.len(),
        }
    }

    /// Whether it measures over the plane that the learner looks at.
    pub fn shows(&self, learner: &Learner) -> bool {
        self.projection == learner.projection()
    }

    /// From which score on a run counts as one that has learned it.
    pub fn enough(&self) -> f64 {
        ENOUGH[usize::from(self.readout.task == Task::Values)]
    }

    /// About how long a run takes to be measured, in nanoseconds, on an old laptop.
    fn cost(&self, network: &Network, is_drawn: bool) -> u64 {
        let each = (network.parameters().len() + 8 * network.units()) as u64;
        let points = self.count + if is_drawn { self.plane.as_ref().map_or(0, Points::count) } else { 0 };
        each * points as u64 / 3
    }

    fn measure(&mut self, network: &Network, is_drawn: bool) -> (f64, Vec<f32>) {
        let Ok(exam) = &mut self.exam else { return (0.0, Vec::new()) };
        let (score, _) = exam.evaluate(network, self.readout, &mut self.scratch);
        let outputs = network.outputs();
        let mut tile = Vec::new();
        if let Some(plane) = self.plane.as_ref().filter(|_| is_drawn) {
            tile.resize(plane.count() * outputs, 0.0);
            // Values too large to be numbers are coloured as what they are beyond.
            let _ = network.predict_into(plane, &mut self.scratch, &mut tile);
            tile = shown(&tile, outputs).collect();
        }
        (score, tile)
    }
}

/// How many runs are measured before it is asked whether to go on: one takes far less than a millisecond.
const TOGETHER: usize = 16;

impl Many {
    /// Measures what has not been measured at the place shown, for as long as `go_on` says so. Gives how much of it is done where
    /// some is left.
    pub fn measure(&mut self, go_on: GoOn) -> Option<f64> {
        let epochs = self.timeline.position();
        if (self.at == epochs && !self.outcomes.is_empty()) || self.timeline.run().is_within() {
            return None;
        }
        let (_, mut done) = self.measuring.take().filter(|(at, _)| *at == epochs).unwrap_or((epochs, Vec::new()));
        let runs = self.timeline.run();
        for (at, series) in runs.series().iter().enumerate() {
            if done.len() == at {
                done.push(Vec::new());
            }
            let Ok(networks) = &series.networks else { continue };
            let mut network = series.network.clone();
            while done[at].len() < networks.seeds().len() {
                let number = done[at].len();
                // They are numbers of such a network.
                let _ = network.set_parameters(&networks.parameters(number));
                let (score, tile) = self.judge.measure(&network, number < DRAWN);
                let standing = networks.standing(number);
                let diverged = standing.diverged.is_some();
                let solved = score >= self.judge.enough() && !diverged;
                done[at].push(Outcome { score, loss: standing.loss, diverged, solved, tile });
                if done[at].len().is_multiple_of(TOGETHER) && !go_on() {
                    let share = done_share(&done, runs);
                    self.measuring = Some((epochs, done));
                    return Some(share);
                }
            }
        }
        (self.at, self.outcomes) = (epochs, done);
        None
    }

    /// About how long it takes to measure all runs, in nanoseconds.
    fn measure_cost(&self) -> u64 {
        let cost = |series: &Series| {
            let Ok(networks) = &series.networks else { return 0 };
            let (network, count) = (&series.network, networks.seeds().len());
            let drawn = count.min(DRAWN);
            self.judge.cost(network, true) * drawn as u64 + self.judge.cost(network, false) * (count - drawn) as u64
        };
        self.timeline.run().series().iter().map(cost).sum()
    }

    /// Measures all runs where that takes only a moment.
    pub(super) fn measure_at_once(&mut self) {
        if self.measure_cost() <= AT_ONCE {
            self.measure(&mut || true);
        }
    }

    /// The epoch up to which is trained before the next measures, so that these take about a fifth of the time.
    pub(super) fn farthest(&self) -> u64 {
        let cost = self.measure_cost();
        if cost <= AT_ONCE { u64::MAX } else { self.at + 1 + 4 * cost / self.timeline.run().epoch_cost() }
    }
}

/// How much has been measured.
fn done_share(done: &[Vec<Outcome>], runs: &Runs) -> f64 {
    let all: usize = runs.series().iter().filter_map(|series| Some(series.networks.as_ref().ok()?.seeds().len())).sum();
    done.iter().map(Vec::len).sum::<usize>() as f64 / all.max(1) as f64
}
