//! What the panel shows, in sentences and numbers.

use super::Generate;
use super::data::Data;
use super::play;
use crate::data::digits::CLASSES;
use crate::model::gan::GanLoss;
use crate::model::gan::diagnosis::{Check, Condition};
use crate::model::gan::{Part, Player};
use crate::model::timeline::Replay as _;
use crate::panel::json::{Key, Text, shown};
use crate::panel::view::{Message, Said, Table, View};
use crate::text::{fixed, percent, significant};

/// How many samples of a batch are shown in numbers.
const ROWS: usize = 5;
/// How many numbers of a sample.
const NUMBERS: usize = 2;
/// From which share of the fakes on it is said that they are outside of the picture.
const OUTSIDE: f64 = 0.2;

shown! {
    /// What the page shows of the panel `generate` alone.
    pub struct GenerateShown {
        /// The part of an iteration that was done last, while one is under way: its place from 1 to 5; 0 between two iterations.
        part: usize,
        /// D's mean verdict on the data and on fakes.
        verdicts: Vec<Text>,
        /// Whether the file of the digits is to be fetched.
        wants_digits: bool,
        /// Whether the data are digits.
        is_of_digits: bool,
        /// Whether they are the learner's own points.
        is_own: bool,
        /// Which digits there are to learn.
        taught: Vec<bool>,
        /// How many points of the learner's own there are.
        points: usize,
    }
}

fn four(value: f64) -> String {
    significant(value, 4)
}

impl Generate {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> GenerateShown {
        view.idle = self.idle();
        view.sentence = self.sentence();
        view.sum = self.sum();
        if let Some(halt) = self.gan().diverged() {
            let note = Self::why(&halt);
            if !view.notes.contains(&note) {
                view.notes.push(note);
            }
        }
        if wants_numbers {
            view.lines = self.lines();
            let has_begun = self.timeline.position() > 0 || self.timeline.run().is_within();
            view.tables.extend(has_begun.then(|| self.batch_table()));
        }
        let check = self.check();
        let verdicts = check.map(|check| [check.verdict_real, check.verdict_fake].map(|verdict| fixed(verdict, 2)));
        GenerateShown {
            part: self.part_done(),
            verdicts: verdicts.map(Vec::from).unwrap_or_default(),
            wants_digits: self.settings.is_of_digits() && !self.has_data,
            is_of_digits: self.settings.is_of_digits(),
            is_own: self.settings.data == Data::Own,
            taught: (0..CLASSES).map(|digit| self.settings.teaches(digit)).collect(),
            points: self.settings.points.count(),
        }
    }

    /// The part that was done last, from 1; 0 between two iterations.
    pub(super) fn part_done(&self) -> usize {
        let place = self.gan().position().part as usize;
        // After a step of D there may be another one, which begins with its noise.
        if place == 0 && self.timeline.run().is_within() { 4 } else { place }
    }

    /// The settings that have nothing to do as things stand, or are set in the picture.
    fn idle(&self) -> Vec<Key> {
        let mut idle = vec!["iterations", "parts"];
        let settings = &self.settings;
        let has_place = self.asks() || self.draws();
        let has_nothing_to_do = [
            ("clusters", !settings.has_clusters()),
            ("x1", !has_place),
            ("x2", !has_place || settings.is_on_a_line()),
            ("points", true),
            ("classes", true),
            ("draw", settings.data != Data::Own),
            ("conditional", !settings.is_of_digits()),
            ("ask", !settings.tells_classes()),
            ("probe", settings.is_of_digits()),
            ("heat", settings.is_of_digits()),
            ("arrows", settings.is_of_digits()),
            ("grid", settings.is_of_digits() || settings.is_on_a_line() || settings.noise_size > 2),
        ];
        idle.extend(has_nothing_to_do.into_iter().filter(|(_, is_idle)| *is_idle).map(|(name, _)| name));
        idle
    }

    /// Why there is nothing to learn from yet.
    pub(super) fn missing(&self) -> Option<Message> {
        let key = if self.settings.is_of_digits() { "no-digits" } else { "no-points" };
        (!self.has_data).then(|| Message::new(key))
    }

    /// What the picture shows: how near the fakes are and what the run is like, or what D says of the fake that is moved.
    fn sentence(&self) -> Vec<Message> {
        if let Some(missing) = self.missing() {
            return vec![missing];
        }
        let part = self.part_done();
        if part > 0 {
            return vec![Message::new(play::key(Part::ALL[part - 1]))];
        }
        if let Some((verdict, [real, fake])) = self.losses_of_moved() {
            let said = Message::new("moved").with("verdict", fixed(verdict, 2)).with("real", real).with("fake", fake);
            return vec![said];
        }
        let Some(check) = self.check() else { return Vec::new() };
        let measures = &check.measures;
        let key = match measures.modes.len() {
            _ if self.settings.is_of_digits() => "near-digits",
            0 => "near",
            _ => "near-modes",
        };
        let near = Message::new(key)
            .with("near", percent(measures.near))
            .with("covered", measures.covered)
            .with("modes", self.modes());
        let is_wrong = |condition: &Condition| !matches!(condition, Condition::Early | Condition::Healthy);
        let wrong = self.condition_of_both().filter(is_wrong).map(|condition| Message::new(condition.name()));
        let outside = self.share_outside();
        // What is not in the picture is more urgent than what that is called.
        let far = (outside >= OUTSIDE).then(|| Message::new("outside").with("share", percent(outside)));
        std::iter::once(near).chain(far.or(wrong)).collect()
    }

    /// What the run is like where both learn: what goes wrong has a name then.
    fn condition_of_both(&self) -> Option<Condition> {
        let learns = |player| self.gan().learns(player);
        (learns(Player::Discriminator) && learns(Player::Generator)).then(|| self.condition())
    }

    /// What D loses by its verdict on the sample that is moved, if that is one of the data and if it is a fake; nothing where no sample
    /// is moved.
    fn losses_of_moved(&self) -> Option<(f64, [String; 2])> {
        let verdict = self.verdict().filter(|_| self.asks())?;
        let losses = match self.settings.loss {
            GanLoss::LeastSquares => [verdict - 1.0, verdict].map(|error| error * error / 2.0),
            GanLoss::NonSaturating | GanLoss::Minimax => [-libm::log(verdict), -libm::log(1.0 - verdict)],
        };
        // A verdict that single precision rounds to 0 or 1 is nearer to it than 2⁻²⁵, of which −ln is 17.3.
        let text = |loss: f64| if loss.is_finite() { significant(loss.max(0.0), 3) } else { "> 17".to_owned() };
        Some((verdict, losses.map(text)))
    }

    /// D's verdict on the sample that is moved; or the mean verdicts.
    fn sum(&self) -> String {
        if let Some((verdict, _)) = self.losses_of_moved() {
            return format!("D(x) ≈ {}", significant(verdict, 3));
        }
        let shown = |check: &Check| {
            let [real, fake] = [check.verdict_real, check.verdict_fake].map(|verdict| fixed(verdict, 2));
            format!("D(x) ≈ {real}, D(G(z)) ≈ {fake}")
        };
        self.check().map_or_else(String::new, shown)
    }

    /// How many clusters, or digits, there are to learn.
    pub(super) fn modes(&self) -> usize {
        if self.settings.is_of_digits() {
            self.settings.classes.count_ones() as usize
        } else {
            self.check().map_or(0, |check| check.measures.modes.len())
        }
    }

    /// Numbers worked out, for the drawer.
    fn lines(&self) -> Vec<Message> {
        let (gan, last) = (self.gan(), self.gan().measures());
        let mut lines = vec![
            Message::new("parameters")
                .with("generator", gan.generator().parameters().len())
                .with("discriminator", gan.discriminator().parameters().len()),
            Message::new("losses").with("d", four(last.discriminator_loss)).with("g", four(last.generator_loss)),
            Message::new("gradients")
                .with("d", four(last.discriminator_gradient))
                .with("g", four(last.generator_gradient)),
        ];
        let Some(check) = self.check() else { return lines };
        let floor = self.timeline.run().reference().floor();
        let distance = |key: Key, value: f64, [mean, deviation]: [f64; 2]| {
            Message::new(key)
                .with("value", four(value))
                .with("floor", four(mean))
                .with("deviation", significant(deviation, 2))
        };
        lines.push(distance("kl", check.measures.kl, floor.kl));
        lines.push(distance("js", check.measures.js, floor.js));
        lines.push(Message::new("reached").with("reached", percent(check.measures.reached)));
        lines.extend(self.condition_of_both().map(|condition| Message::new(condition.name())));
        lines.push(Message::new("checked").with("iteration", check.iteration));
        lines
    }

    /// Some samples from noise to verdict: between two iterations the first of those that show, within one the first of its batch, as far
    /// as its parts have come.
    fn batch_table(&self) -> Table {
        let (gan, part) = (self.gan(), self.part_done());
        let numbers = |row: &[f32]| {
            let all: Vec<_> = row.iter().take(NUMBERS).map(|x| fixed(f64::from(*x), 2)).collect();
            all.join(", ") + if row.len() > NUMBERS { ", …" } else { "" }
        };
        let (noise, fakes, verdicts) = if part == 0 {
            let fakes = gan.samples(ROWS).unwrap_or_default();
            let verdicts = gan.verdicts(&fakes, &gan.shown_labels(ROWS)).unwrap_or_default();
            (gan.shown_noise(ROWS), fakes, verdicts)
        } else {
            let fakes = if part < 2 { Vec::new() } else { gan.batch_fakes() };
            let verdicts = gan.batch_verdicts().ok().filter(|_| part > 2);
            (gan.batch_noise().to_vec(), fakes, verdicts.map(|verdicts| verdicts.fake).unwrap_or_default())
        };
        let text = |values: &[f32], width: usize, at: usize| values.get(at * width..(at + 1) * width).map(numbers);
        let row = |(at, noise): (usize, &[f32])| -> Vec<Said> {
            let verdict = verdicts.get(at).map(|verdict| fixed(f64::from(*verdict), 3));
            vec![
                (at + 1).into(),
                numbers(noise).into(),
                text(&fakes, gan.data().width(), at).unwrap_or_default().into(),
                verdict.unwrap_or_default().into(),
            ]
        };
        let samples = noise.chunks_exact(gan.settings().noise.numbers).take(ROWS);
        let rows = samples.enumerate().map(row).collect();
        Table { name: "batch", columns: vec!["nth", "z", "x", "verdict"], rows, ..Table::default() }
    }
}
