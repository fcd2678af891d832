//! The panel's pictures.

use nalgebra::{Point2, Vector2};

use super::data::Data;
use super::density::difference;
use super::settings::Heat;
use super::{Generate, Settings};
use crate::data::digits::{CELLS, SIDE};
use crate::data::distributions::VIEW;
use crate::model::gan::GanLoss;
use crate::model::gan::class_measures::sure_answers;
use crate::model::gan::history::Entry;
use crate::panel::digits::reader;
use crate::panel::json::Key;
use crate::panel::network::coding::Encoder;
use crate::panel::network::maps::Projection;
use crate::panel::network::plane::Plane;
use crate::panel::network::shape::USUAL_INPUTS;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::chart::{LossChart, Reference, Series};
use crate::plot::field::Map;
use crate::plot::histogram::Histogram;
use crate::plot::palette::Hue;
use crate::plot::picture::Picture;
use crate::plot::samples::{SamplesLine, SamplesPlane};
use crate::plot::sheet::{COLUMNS, Sheet};
use crate::plot::sparkline::Sparkline;
use crate::plot::stroke::Dash;
use crate::text::fixed;

/// The picture with the samples.
pub(super) const SAMPLES: Key = "samples";
/// The handle on the fake that can be moved.
pub(super) const PROBE: Key = "probe";
/// The brush that adds points.
pub(super) const BRUSH: Key = "brush";
/// How many rows of digits show.
const DIGIT_ROWS: usize = 5;
/// How many samples of the data, and of G, the plane shows.
const SHOWN: usize = 300;
/// How many samples are counted for a density, and on a line in how many columns.
const COUNTED: usize = 2000;
const BINS: usize = 50;
/// How many fakes have an arrow, and how long the longest one is, as a share of the view.
const ARROWS: usize = 40;
const LONGEST: f64 = 0.12;
/// How many cells a side of the noise has as a grid, and how many places each of its lines.
const GRID: usize = 16;
/// At how many places D's curve is worked out on a line.
const PLACES: usize = 200;
/// The iterations that a chart shows at least.
const MIN_ITERATIONS: f64 = 10.0;

/// A sample's row as a point; on a line its second coordinate is 0.
fn point(row: &[f32]) -> Point2<f64> {
    Point2::new(f64::from(row[0]), row.get(1).map_or(0.0, |x| f64::from(*x)))
}

/// The golden ratio's fraction. Multiples of it, without their whole parts, fill 0 to 1 evenly and in step with no period.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// So many of the rows, from all over them. Clusters take turns in the data: rows at even distances could all be of the same few.
pub(super) fn thinned(rows: &[f32], width: usize, count: usize) -> Vec<f32> {
    let all = rows.len() / width;
    if all <= count {
        return rows.to_vec();
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // one of the rows
    let place = |number: usize| ((number as f64 * GOLDEN).fract() * all as f64) as usize;
    (0..count).map(place).flat_map(|at| &rows[at * width..][..width]).copied().collect()
}

impl Generate {
    pub(super) fn picture_of(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        Some(match name {
            SAMPLES if self.settings.is_of_digits() => Box::new(self.sheet(words)),
            SAMPLES if self.settings.is_on_a_line() => Box::new(self.line(words)),
            SAMPLES => Box::new(self.plane(words)),
            "losses" => Box::new(self.sparkline()),
            "chart" => Box::new(self.chart(words)),
            "networks" => Box::new(self.networks()),
            "distance" => Box::new(self.distance(words)),
            _ => return None,
        })
    }

    fn key(words: &Words) -> [String; 2] {
        ["data", "fakes"].map(|key| words.get(key).to_owned())
    }

    /// The rows of the data and of the fakes that show: within an iteration those of its batch, as far as they have been made.
    fn samples_shown(&self, count: usize) -> [Vec<f32>; 2] {
        let (gan, part) = (self.gan(), self.part_done());
        if part == 0 {
            let own = (self.settings.data == Data::Own).then_some(&self.settings.points.values[..]);
            let real = own.unwrap_or_else(|| gan.data().rows());
            // Fakes too large to be numbers are not shown.
            return [thinned(real, gan.data().width(), count), gan.samples(count).unwrap_or_default()];
        }
        let real = gan.batch_real().iter().flat_map(|number| gan.data().row(*number)).copied().collect();
        [real, if part == 1 { Vec::new() } else { gan.batch_fakes() }]
    }

    /// Which share of the fakes is outside of the picture between two iterations, from 0 to 1. All digits are in it.
    pub(super) fn share_outside(&self) -> f64 {
        if self.settings.is_of_digits() {
            return 0.0;
        }
        let fakes = self.gan().samples(SHOWN).unwrap_or_default();
        let is_inside = |x: &f32| (VIEW[0]..=VIEW[1]).contains(&f64::from(*x));
        let fakes = fakes.chunks_exact(self.gan().data().width());
        let outside = fakes.clone().filter(|fake| !fake.iter().all(is_inside)).count();
        outside as f64 / fakes.len().max(1) as f64
    }

    /// The verdicts with the full colours of fakes and of the data. None reaches them, so that marks stand out from their ground.
    fn range(&self) -> [f32; 2] {
        if self.settings.loss == GanLoss::LeastSquares { [-1.0, 2.0] } else { [-0.5, 1.5] }
    }

    fn plane(&self, words: &Words) -> SamplesPlane<'_> {
        let settings = &self.settings;
        let is_density = settings.heat == Heat::Density;
        let [real, rows] = self.samples_shown(if is_density { COUNTED } else { SHOWN });
        let projection =
            Projection { encoder: Encoder::of_plane(&USUAL_INPUTS), plane: Plane::of_inputs([VIEW[0], VIEW[1]]) };
        let heat: Option<Map> = match settings.heat {
            Heat::Verdicts => Some(Box::new(move |cells| {
                self.maps.borrow_mut().output(self.gan().discriminator(), &projection, cells)
            })),
            Heat::Density => {
                let (real, fakes) = (real.clone(), rows.clone());
                Some(Box::new(move |cells| difference(&real, &fakes, cells)))
            }
            Heat::Nothing => None,
        };
        let places = |rows: &[f32]| if is_density { Vec::new() } else { rows.chunks_exact(2).map(point).collect() };
        SamplesPlane {
            view: VIEW,
            heat,
            range: if is_density { [-1.0, 1.0] } else { self.range() },
            real: places(&real),
            fakes: places(&rows),
            arrows: if settings.arrows { self.arrows(&rows) } else { Vec::new() },
            grid: if settings.grid { self.grid() } else { Vec::new() },
            key: Self::key(words),
            probe: self.asks().then(|| self.probe()),
        }
    }

    /// From the first fakes, where G's loss pushes them: the longest arrow has a set length, the others as much of it as they have of
    /// that push.
    fn arrows(&self, rows: &[f32]) -> Vec<[Point2<f64>; 2]> {
        let width = self.gan().data().width();
        let rows = &rows[..rows.len().min(ARROWS * width)];
        let Ok(pushes) = self.gan().pushes(rows, &[]) else { return Vec::new() };
        let pushes: Vec<_> = pushes.chunks_exact(width).map(|push| point(push).coords).collect();
        let longest = pushes.iter().map(Vector2::norm).fold(0.0, f64::max);
        let scale = LONGEST * (VIEW[1] - VIEW[0]) / longest.max(f64::MIN_POSITIVE);
        let from = rows.chunks_exact(width).map(point);
        from.zip(pushes).map(|(from, push)| [from, from + push * scale]).collect()
    }

    /// The grid over the noise, bent by G; nothing with more than two numbers of noise.
    fn grid(&self) -> Vec<Vec<Point2<f64>>> {
        let made = self.gan().manifold(GRID, 0).and_then(|noise| self.gan().generator().predict(&noise));
        let places: Vec<_> = made.unwrap_or_default().chunks_exact(2).map(point).collect();
        let side = GRID + 1;
        if places.len() < side * side {
            return vec![places];
        }
        let rows = places.chunks_exact(side).map(<[_]>::to_vec);
        let columns = (0..side).map(|at| places.iter().skip(at).step_by(side).copied().collect());
        rows.chain(columns).collect()
    }

    fn line(&self, words: &Words) -> SamplesLine {
        let count = |rows: &[f32]| Histogram::of(rows.iter().map(|x| (f64::from(*x), false)), VIEW, BINS);
        let [real, rows] = self.samples_shown(COUNTED);
        let places: Vec<f64> =
            (0..=PLACES).map(|at| VIEW[0] + (VIEW[1] - VIEW[0]) * at as f64 / PLACES as f64).collect();
        #[allow(clippy::cast_possible_truncation)] // places of a picture
        let inputs: Vec<f32> = places.iter().map(|x| *x as f32).collect();
        let verdicts = self.gan().verdicts(&inputs, &[]).unwrap_or_default();
        let curve = places.iter().zip(verdicts).map(|(x, y)| Point2::new(*x, f64::from(y)));
        let arrows = if self.settings.arrows { self.arrows(&rows) } else { Vec::new() };
        SamplesLine {
            view: VIEW,
            real: count(&real),
            fakes: count(&rows),
            verdicts: if self.settings.heat == Heat::Verdicts { curve.collect() } else { Vec::new() },
            arrows: arrows.iter().map(|[from, to]| [from.x, to.x - from.x]).collect(),
            key: Self::key(words),
            probe: self.asks().then(|| Point2::new(self.probe().x, self.verdict().unwrap_or(0.0))),
        }
    }

    fn series(&self, name: &str, (hue, dash): (Hue, Dash), value: impl Fn(&Entry) -> f64) -> Series {
        let entries = self.timeline.run().history().entries().iter();
        let points = entries.map(|entry| Point2::new(entry.iteration as f64, value(entry))).collect();
        Series { name: name.to_owned(), hue, dash, points }
    }

    /// Both losses, small, for a glance. With minimax G's is below 0, and its size is shown.
    fn sparkline(&self) -> Sparkline {
        let d = self.series("", (Hue::One, Dash::Solid), |entry| entry.last.discriminator_loss);
        let g = self.series("", (Hue::Zero, Dash::Dashed), |entry| entry.last.generator_loss.abs());
        let curves = [d, g].map(|series| (series.hue, series.dash, series.points)).to_vec();
        Sparkline { curves, now: self.timeline.position() as f64, ..Sparkline::default() }
    }

    /// Both losses over the iterations.
    fn chart(&self, words: &Words) -> LossChart {
        LossChart {
            names: ["iteration", "loss"].map(|key| words.get(key).to_owned()),
            series: vec![
                self.series("D", (Hue::One, Dash::Solid), |entry| entry.last.discriminator_loss),
                self.series("G", (Hue::Zero, Dash::Dashed), |entry| entry.last.generator_loss),
            ],
            epochs: MIN_ITERATIONS,
            ..LossChart::default()
        }
    }

    /// How far G's samples are from the data, over the iterations.
    fn distance(&self, words: &Words) -> LossChart {
        let checks = self.timeline.run().history().checks().iter();
        let points = checks.map(|check| Point2::new(check.iteration as f64, check.measures.js)).collect();
        let floor = self.timeline.run().reference().floor().js[0];
        LossChart {
            names: [words.get("iteration").to_owned(), "JS".to_owned()],
            series: vec![Series { name: String::new(), hue: Hue::One, dash: Dash::Solid, points }],
            references: vec![Reference { name: words.get("floor").to_owned(), loss: floor }],
            epochs: MIN_ITERATIONS,
            ..LossChart::default()
        }
    }

    /// Digits of the data, and what G makes of always the same noise, each with what the reader of digits takes it for.
    fn sheet(&self, words: &Words) -> Sheet {
        let gan = self.gan();
        let count = COLUMNS * DIGIT_ROWS;
        let [mut real, mut fakes] = if self.part_done() == 0 {
            let points = gan.generator_points(&gan.shown_noise(count), &self.labels_shown(count));
            let made = points.and_then(|points| gan.generator().predict(&points));
            [if self.has_data { self.one_of_each() } else { Vec::new() }, made.unwrap_or_default()]
        } else {
            self.samples_shown(count)
        };
        real.truncate(COLUMNS * CELLS);
        fakes.truncate(count * CELLS);
        let answers = sure_answers(reader::network(), &fakes).unwrap_or_default();
        let name = |answer: Option<usize>| answer.map_or_else(|| "·".to_owned(), |digit| digit.to_string());
        Sheet {
            side: SIDE,
            real,
            fakes,
            names: answers.into_iter().map(name).collect(),
            captions: ["data", "read-as"].map(|key| words.get(key).to_owned()),
        }
    }

    /// The digits that G is asked for: that of each column, or one of them.
    fn labels_shown(&self, count: usize) -> Vec<u32> {
        let asked: Option<u32> = self.settings.ask.parse().ok();
        let taught: Vec<u32> = (0..10).filter(|digit| self.settings.teaches(*digit as usize)).collect();
        let label = |at: usize| asked.unwrap_or_else(|| taught[at % COLUMNS % taught.len()]);
        if self.settings.tells_classes() { (0..count).map(label).collect() } else { Vec::new() }
    }

    /// The first image of each digit that there is.
    fn one_of_each(&self) -> Vec<f32> {
        let data = self.gan().data();
        let first = |digit: u32| data.labels().iter().position(|label| *label == digit);
        (0..10).filter_map(first).flat_map(|number| data.row(number)).copied().collect()
    }

    /// The handle on the fake that can be moved, or on the brush.
    pub(super) fn handle(&self) -> Option<Handle> {
        let (Settings { x1, x2, .. }, is_on_a_line) = (&self.settings, self.settings.is_on_a_line());
        let text = if is_on_a_line { format!("x = {x1}") } else { format!("({x1}, {x2})") };
        let place = self.probe();
        if self.draws() {
            let value = Message::new("brush-value").with("place", text);
            return Some(Handle::new(BRUSH, SAMPLES, place, Message::new("brush")).at(value));
        }
        if !self.asks() {
            return None;
        }
        let verdict = self.verdict();
        let place = if is_on_a_line { Point2::new(place.x, verdict.unwrap_or(0.0)) } else { place };
        let verdict = verdict.map_or_else(|| "—".to_owned(), |verdict| fixed(verdict, 2));
        let value = Message::new("probe-value").with("place", text).with("verdict", verdict);
        Some(Handle::new(PROBE, SAMPLES, place, Message::new("probe")).at(value))
    }
}

#[cfg(test)]
mod tests {
    use super::thinned;

    #[test]
    fn what_is_thinned_has_something_of_everything_in_whatever_order_it_comes() {
        for (all, count) in [(2000, 300), (2000, 200), (1000, 250), (100_000, 300)] {
            for period in 2..12 {
                let rows: Vec<f32> = (0..all).map(|row| (row % period) as f32).collect();
                let shown = thinned(&rows, 1, count);
                assert_eq!(shown.len(), count);
                for kind in 0..period {
                    let share = shown.iter().filter(|row| **row == kind as f32).count() as f64 / count as f64;
                    assert!(
                        (share * f64::from(period) - 1.0).abs() < 0.5,
                        "{share} of kind {kind} of {period}, {count} of {all}"
                    );
                }
            }
        }
        assert_eq!(thinned(&[1.0, 2.0, 3.0, 4.0], 2, 5), [1.0, 2.0, 3.0, 4.0]);
    }
}
