//! The loss over weight and bias, with the paths of runs.

use super::Regression;
use super::pictures::Names;
use super::run::{Path, Run};
use super::settings::Settings;
use super::shape::Shape;
use crate::model::loss::Loss;
use crate::plot::contours::Contours;
use crate::plot::frame::Frame;
use crate::plot::loss_surface::{LossSurface, Trajectory};
use crate::plot::palette::{Hue, Palette};
use crate::plot::picture::Picture;
use crate::plot::stroke::Dash;
use crate::plot::surface::{Area, DrawResult};

/// How far the picture of a probability's loss may reach from its middle.
const LEAPS: [f64; 10] = [1.0, 2.0, 4.0, 8.0, 12.0, 20.0, 40.0, 80.0, 300.0, 1200.0];
/// The most steps of a path that is only drawn for comparison.
const MOST_COMPARED: u64 = 20_000;

/// The loss over weight and bias, in closed form or on a grid.
#[derive(Clone, Debug, PartialEq)]
pub enum Valley {
    /// Of a line.
    Bowl(LossSurface),
    /// Of a line bent by the sigmoid.
    Contours(Contours),
}

impl Picture for Valley {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        match self {
            Self::Bowl(bowl) => bowl.frame(size, scale),
            Self::Contours(contours) => contours.frame(size, scale),
        }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        match self {
            Self::Bowl(bowl) => bowl.draw(area, frame, colors),
            Self::Contours(contours) => contours.draw(area, frame, colors),
        }
    }
}

impl Regression {
    /// The loss of every line near the best, with the run's path; nothing while there are no rows, or more parameters than
    /// a plane has directions.
    pub fn bowl(&self, names: &Names) -> Option<Valley> {
        let loss = self.data.training.loss.filter(|_| self.data.shape.weights() == 1)?;
        let run = self.run().ok();
        let mut trails = vec![Trajectory {
            name: names.run.clone(),
            hue: Hue::One,
            dash: Dash::Solid,
            places: run.map_or_else(|| vec![self.line()], |run| run.path().places().to_vec()),
        }];
        if self.settings.compares {
            trails.extend(self.compared(names));
        }
        let now = self.line().map(f64::from);
        if self.data.shape == Shape::Line {
            return Some(Valley::Bowl(LossSurface { loss, trails, now }));
        }
        let middle = self.data.best.unwrap_or([0.0, 0.0]);
        let [x, y] = [0, 1].map(|axis| {
            let places = trails.iter().flat_map(|trail| &trail.places).map(|place| f64::from(place[axis]));
            let far = places.map(|place| (place - middle[axis]).abs()).fold(0.0, f64::max);
            // In leaps, so that the grid is worked out anew a few times in a run and not at each step.
            let reach = LEAPS.into_iter().find(|reach| *reach >= 1.1 * far.max(0.3 * middle[axis].abs()));
            let reach = reach.unwrap_or(LEAPS[LEAPS.len() - 1]);
            [middle[axis] - reach, middle[axis] + reach]
        });
        let of = self.settings.loss();
        let ground = self.data.landscape(of, x, y);
        let lowest = self.data.best.filter(|_| of == Loss::BinaryCrossEntropy);
        Some(Valley::Contours(Contours { ground, lowest, trails, now }))
    }

    /// The paths that other optimizers would take from the same start in the planned epochs.
    fn compared(&self, names: &Names) -> Vec<Trajectory> {
        let trail = |name: &String, hue, dash, settings: Settings| {
            let mut run = Run::new(&settings, &self.data).ok()?;
            let steps = run.steps_per_epoch() * u64::from(settings.epochs);
            run.go_on_to(steps.min(MOST_COMPARED));
            Some(Trajectory { name: name.clone(), hue, dash, places: Path::places(run.path()).to_vec() })
        };
        let now = || self.settings.clone();
        let rows = u32::try_from(self.data.training.len()).unwrap_or(u32::MAX);
        let full = Settings { optimizer: "sgd", batch: rows, ..now() };
        let heavy = Settings { optimizer: "momentum", ..now() };
        let full = trail(&names.full_batch, Hue::Zero, Dash::Dashed, full);
        let heavy = trail(&names.momentum, Hue::Ink, Dash::Dotted, heavy);
        full.into_iter().chain(heavy).collect()
    }
}
