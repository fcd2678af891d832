//! The panel's pictures.

use nalgebra::Point2;

use super::Classes;
use super::decide::Side;
use super::state::Part;
use crate::data::fruit::VIEW;
use crate::model::boundary::Boundary;
use crate::model::roc::roc_curve;
use crate::plot::classes::{ClassLine, Mark, Regions};
use crate::plot::palette::Palette;
use crate::plot::picture::svg;
use crate::plot::roc::Roc;

impl Classes {
    /// The picture of a model: where it decides for what, and the things.
    pub fn regions(&self, side: Side) -> Regions {
        let taken = self.taken_for(side);
        let marks = self.run().things().iter().enumerate().filter_map(|(at, thing)| {
            let taken = taken.get(at).copied().flatten();
            // To a model that does not know the fourth class, its things are not shown.
            let shown = side != Side::Fruit || thing.class < 3;
            let wrong = taken.is_some_and(|taken| taken != thing.class);
            shown.then(|| Mark { at: thing.features.into(), class: thing.class, wrong })
        });
        Regions {
            view: VIEW,
            decisions: self.decisions(side),
            lines: if side == Side::Sigmoids { self.sigmoid_lines() } else { Vec::new() },
            marks: marks.collect(),
            probe: self.settings().probe().into(),
        }
    }

    /// For each of the three sigmoids the line on which it is ½.
    fn sigmoid_lines(&self) -> Vec<ClassLine> {
        let [low, high] = VIEW.map(|x| Point2::new(x, x));
        let units = self.units(Side::Sigmoids);
        let line = |(class, unit): (usize, &super::decide::Unit)| {
            let ends = Boundary::from_f64(unit.weights, unit.bias)?.segment(low, high)?;
            Some(ClassLine { class, ends })
        };
        units.iter().enumerate().filter_map(line).collect()
    }

    /// The ROC curve of cats.
    pub fn roc(&self) -> Roc {
        let scored = if self.run().fits().is_empty() { Vec::new() } else { self.scored() };
        Roc { curve: roc_curve(&scored), now: self.confusion().rates() }
    }

    /// The pictures side by side, each `side` CSS pixels wide and high, as an SVG document.
    pub fn svg(&self, side: u32, colors: &Palette) -> String {
        let mut pictures: Vec<_> = self.sides().iter().map(|s| svg(&self.regions(*s), [side; 2], colors)).collect();
        if self.settings().part() == Part::Cutoff {
            pictures.push(svg(&self.roc(), [side; 2], colors));
        }
        let width = side * u32::try_from(pictures.len()).unwrap_or(1);
        let placed = (0..)
            .zip(&pictures)
            .map(|(at, picture)| picture.replacen("<svg ", &format!("<svg x=\"{}\" ", at * side), 1));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{side}\">\n{}</svg>\n",
            placed.collect::<String>()
        )
    }
}
