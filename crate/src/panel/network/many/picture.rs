//! The pictures of many runs: the losses as a band, the sweep as bars, and each run's plane as a small picture.

use std::rc::Rc;

use super::outcomes::{scores, successes};
use super::{DRAWN, Many, Outcome, TILE};
use crate::panel::network::settings::Mode;
use crate::panel::words::Words;
use crate::plot::field::Likeliest;
use crate::plot::raster::{HeatMap, Raster};
use crate::plot::spread::Spread;

/// The epochs that the chart shows at least.
const MIN_EPOCHS: f64 = 10.0;
/// How high the axis of the accuracies goes: there is room for notes above 1.
const TOP: f64 = 1.12;

/// The share of runs that have learned it in whole percent; 100 % are all of them, and 0 % none.
fn note(outcomes: &[Outcome]) -> String {
    let (all, solved) = (outcomes.len(), successes(outcomes));
    match (200 * solved + all).checked_div(2 * all) {
        None => String::new(),
        Some(_) if solved == 0 || solved == all => format!("{}%", if solved == 0 { 0 } else { 100 }),
        Some(share) => format!("{}%", share.clamp(1, 99)),
    }
}

impl Many {
    /// How far the runs lie apart: their losses by epoch, or their accuracies by the value of the setting that is swept.
    pub fn spread(&self, words: &Words) -> Spread {
        let word = |key: &str| words.get(key).to_owned();
        let runs = self.timeline.run();
        if self.settings.view != Mode::Sweep {
            let points = runs.losses().iter().filter(|(epoch, _)| *epoch <= self.timeline.position());
            return Spread {
                names: [word("epoch"), word("loss")],
                parts: [word("median"), word("half"), word("all")],
                points: points.map(|(epoch, five)| (*epoch as f64, *five)).collect(),
                epochs: MIN_EPOCHS,
                ..Spread::default()
            };
        }
        let of_series = (0_u32..).zip(&self.outcomes);
        Spread {
            names: [word(self.settings.sweep.setting()), word(self.judge.readout.task.score_name())],
            points: of_series.filter_map(|(at, outcomes)| Some((f64::from(at), scores(outcomes)?))).collect(),
            places: runs.series().iter().map(|series| series.variant.value.clone()).collect(),
            notes: self.outcomes.iter().map(|outcomes| note(outcomes)).collect(),
            y: Some([0.0, TOP]),
            ..Spread::default()
        }
    }
}

/// The small pictures, one below the other; none where there are not many runs.
pub fn tiles(many: Option<&Many>, is_decision: bool) -> Box<dyn Raster> {
    let many = many.filter(|many| many.settings.view == Mode::Many);
    let outcomes = many.and_then(|many| many.outcomes.first()).map_or(&[][..], |all| all);
    let values: Rc<[f32]> = outcomes.iter().take(DRAWN).flat_map(|outcome| outcome.tile.iter().copied()).collect();
    match many.map(|many| many.judge.readout) {
        Some(readout) if readout.has_many_classes() => {
            Box::new(Likeliest { values, classes: readout.nodes(), columns: TILE, is_decision })
        }
        readout => {
            let range = readout.map_or([0.0, 1.0], |readout| readout.range());
            Box::new(HeatMap { values, columns: TILE, range, is_decision })
        }
    }
}
