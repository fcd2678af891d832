//! What the panel shows, in sentences and numbers.

use super::calls::{self, Call, LabCall, LabPart};
use super::data::Use;
use super::lab::{Lab, Model};
use super::picture::chart::{can_bend, gap};
use super::picture::scatter::{best_key, dots_drawn};
use super::picture::surface::has_surface;
use super::report::measures::{Line, Sizes, confusion, sizes, table};
use super::report::numbers::{equation, loss, moves, number, second_summary, summary, updates};
use super::report::remarks;
use super::settings::{Axis, Rule, Shuffle, SplitOrder, Start};
use super::shape::{NoBest, Shape};
use crate::data::lab::Observation;
use crate::model::loss::Loss;
use crate::model::timeline::Replay as _;
use crate::panel::json::{Key, Text, shown};
use crate::panel::view::{Message, Said, Table, View};
use crate::text::{equals, significant};

/// How many rows a page of the table of rows has.
const PAGE: usize = 20;
/// The most steps of an epoch that have a place of their own on the ruler.
const MAX_PLACES: u64 = 40;
/// The settings of the law behind the lab's rows.
const LAW: [Key; 6] = ["low", "high", "slope", "intercept", "noise", "growth"];

shown! {
    /// A line of the ruler: batch, step or epoch within what it is a part of.
    pub struct RulerBar {
        /// What it measures.
        name: Key,
        /// Where it stands, in words.
        at: Message,
        /// Where the filled part begins, from 0 to 1.
        from: f64,
        /// Where it ends.
        to: f64,
        /// In how many places the bar is divided.
        places: u64,
    }
}

shown! {
    /// A row of the data.
    pub struct DataRow {
        /// Its place among all rows, from 1.
        number: usize,
        /// The input.
        x: Text,
        /// The target.
        y: Text,
        /// What it is used for.
        part: Key,
        /// What the model says for it.
        output: Text,
    }
}

shown! {
    /// What the page shows of the panel `regression` alone.
    pub struct RegressionShown {
        /// The picture that is large.
        large: Key,
        /// Whether there is a picture of the loss over weight and bias.
        has_surface: bool,
        /// Whether there is a picture of predictions against the truth.
        has_agreement: bool,
        /// Whether rows are the learner's own.
        is_own: bool,
        /// Whether a press on the picture places a row.
        is_placing: bool,
        /// Whether labels are fitted, by a probability.
        is_logistic: bool,
        /// Whether there is a sketch of the loss curve.
        has_sketch: bool,
        /// Whether it can be bent.
        can_bend: bool,
        /// The calls of the lab.
        calls: Vec<LabCall>,
        /// The pictures with their calls.
        parts: Vec<LabPart>,
        /// Batch, step and epoch.
        ruler: Vec<RulerBar>,
        /// The rows of the page that is looked at.
        rows: Vec<DataRow>,
        /// How many pages of rows there are.
        pages: usize,
        /// The page that is looked at, from 1.
        page: usize,
        /// The measures of the models, and how test rows are predicted.
        tables: Vec<Table>,
        /// The model as Keras prints it.
        summary: Text,
        /// The course's second model as Keras prints it.
        second_summary: Text,
    }
}

/// Puts into `view` what this moment shows, and gives what only this panel has.
pub fn show(lab: &Lab, view: &mut View, wants_numbers: bool) -> RegressionShown {
    let settings = lab.settings();
    view.idle = idle(lab);
    view.sentence = sentence(lab);
    // What is lit takes the room of all else that could be said.
    if settings.call == Call::None {
        view.sum = sum(lab);
        view.notes.extend(note(lab));
    }
    let mut shown = RegressionShown {
        large: settings.large.name(),
        has_surface: has_surface(lab),
        has_agreement: !settings.is_logistic() && !lab.data().test.is_empty(),
        is_own: settings.points.0.is_some(),
        is_placing: settings.placing,
        is_logistic: settings.is_logistic(),
        has_sketch: !settings.sketch.is_empty(),
        can_bend: can_bend(lab),
        parts: calls::parts(lab),
        ..RegressionShown::default()
    };
    if wants_numbers {
        view.lines = lines(lab);
        shown.tables = tables(lab);
        shown.calls = calls::calls(lab);
        shown.ruler = ruler(lab);
        shown.pages = lab.data().rows.len().div_ceil(PAGE).max(1);
        shown.page = (settings.page as usize).min(shown.pages);
        shown.rows = rows(lab, shown.page);
        (shown.summary, shown.second_summary) = (summary(lab.data().shape), second_summary());
    }
    shown
}

/// The settings and commands that have nothing to do as things stand.
fn idle(lab: &Lab) -> Vec<Key> {
    let settings = lab.settings();
    let is_own = settings.points.0.is_some();
    // The start is made by hand or by drawing weights, the steps by the player, and a call is pressed in their list.
    let mut idle = vec!["start", "steps", "call"];
    let mut without = |names: &[Key], is_idle: bool| {
        if is_idle {
            idle.extend(names);
        }
    };
    without(&["degree", "residuals", "error"], settings.is_logistic());
    without(&["loss", "threshold"], !settings.is_logistic());
    without(&LAW, is_own || settings.is_logistic());
    without(&["n", "seed"], is_own);
    without(&["split-seed"], settings.split == SplitOrder::Order);
    without(&["shuffle-seed"], settings.shuffle == Shuffle::None);
    without(&["start-seed"], settings.start == Start::Hand);
    without(&["momentum"], settings.optimizer != Rule::Momentum);
    without(&["w", "b"], !lab.is_straight());
    without(&["paths"], !has_surface(lab));
    idle
}

fn told(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), loss)
}

/// What the picture shows.
fn sentence(lab: &Lab) -> Vec<Message> {
    let settings = lab.settings();
    if lab.data().rows.is_empty() {
        return vec![Message::new("no-rows")];
    }
    if let Some(lit) = calls::sentence(lab) {
        return vec![lit];
    }
    let line = equation(lab.data().shape, &lab.parameters());
    let now = told(lab.training_loss());
    let said = match (lab.data().shape, lab.cut()) {
        (Shape::Line, _) => Message::new("line").with("line", line),
        (Shape::Powers { degree, .. }, _) => Message::new("curve").with("degree", degree),
        (Shape::Sigmoid, Some(cut)) => {
            let said = Message::new("odds").with("line", line).with("cut", significant(cut, 3));
            said.with("threshold", settings.threshold)
        }
        (Shape::Sigmoid, None) => Message::new("level").with("line", line),
    };
    let watched = lab.loss(Model::Shown, Use::Validation, settings.trained_loss());
    let losses =
        match (remarks::last_epoch(lab).filter(|_| lab.followed().is_none()), watched.filter(|_| lab.has_moved())) {
            // As Keras tells it, and the curve shows it: the mean over the epoch's batches.
            (Some(last), Some(_)) => {
                let losses = Message::new("losses-of-epoch").with("epoch", last.epoch).with("loss", loss(last.loss));
                losses.with("validation", told(last.validation))
            }
            (None, Some(watched)) => Message::new("losses-now").with("loss", now).with("validation", loss(watched)),
            (_, None) => Message::new("loss-now").with("loss", now),
        };
    vec![said, losses]
}

/// The last update of the weight and of the bias in numbers; before any, what the loss is.
fn sum(lab: &Lab) -> String {
    let sums = moves(lab);
    if let [first, .., last] = &sums[..] {
        return format!("{first}\n{last}");
    }
    let (rows, Some(now)) = (lab.data().training.len(), lab.training_loss()) else { return String::new() };
    match (lab.settings().trained_loss(), lab.data().shape) {
        (Loss::BinaryCrossEntropy, _) => {
            format!("L = −Σ(t·ln p + (1 − t)·ln(1 − p))/{rows} {} {}", equals(false), loss(now))
        }
        (_, Shape::Sigmoid) => format!("L = Σ(p − t)²/{rows} {} {}", equals(false), loss(now)),
        (Loss::MeanAbsolute, _) => format!("L = Σ|ŷ − y|/{rows} {} {}", equals(false), loss(now)),
        (Loss::Huber, _) => format!("L = Σ huber(ŷ − y)/{rows} {} {}", equals(false), loss(now)),
        _ => format!("L = Σ(ŷ − y)²/{rows} {} {}", equals(false), loss(now)),
    }
}

/// What is most urgent to know, in few words; the rest is among the numbers.
fn note(lab: &Lab) -> Option<Message> {
    let short = |key: Key| move |_: Message| Message::new(key);
    let bound = || lab.divergence_rate().map(|bound| significant(bound, 3)).unwrap_or_default();
    let unfit = remarks::unfit(lab);
    let diverging = || {
        let has_diverged = lab.steps().is_some_and(|steps| steps.diverged().is_some());
        let key = if has_diverged { "short-diverged" } else { "short-beyond" };
        remarks::divergence(lab).map(|_| Message::new(key).with("bound", bound()))
    };
    let ends = lab.planned() > 0 && lab.position() > 0 && lab.position().is_multiple_of(lab.planned());
    unfit
        .or_else(diverging)
        .or_else(|| remarks::overfitting(lab).map(short("short-overfitting")))
        .or_else(|| remarks::near_start(lab).map(short("short-near-start")))
        .or_else(|| remarks::validation_below(lab).filter(|_| ends).map(short("short-validation")))
}

/// Batch, step and epoch, each within the next.
fn ruler(lab: &Lab) -> Vec<RulerBar> {
    let Sizes { training, batch, steps, epochs, .. } = sizes(lab);
    let Some(run) = lab.steps().filter(|_| lab.followed().is_none()) else { return Vec::new() };
    let share = |part: u64, of: u64| if of == 0 { 0.0 } else { (part as f64 / of as f64).min(1.0) };
    // A batch is a piece of its epoch: it is drawn where its rows stand.
    let done = if run.batch() == 0 && run.position() > 0 { steps } else { run.batch() as u64 };
    let rows = if done == steps { training - batch * steps.saturating_sub(1) } else { batch };
    let before = batch * done.saturating_sub(1);
    let place = |count: u64| if count <= MAX_PLACES { count.max(1) } else { 1 };
    let bar = |name: Key, at: Message, from: f64, to: f64, places: u64| RulerBar { name, at, from, to, places };
    let batch_end = if done == 0 { 0.0 } else { share(before + rows, training) };
    let of = |at: u64, all: u64| Message::new("ruler-of").with("at", at).with("all", all);
    vec![
        bar("batch", Message::new("ruler-rows").with("rows", rows), share(before, training), batch_end, place(steps)),
        bar("step", of(done, steps), 0.0, share(done, steps), place(steps)),
        bar("epoch", of(run.epochs(), epochs), 0.0, share(run.position(), steps * epochs), 1),
    ]
}

fn lines(lab: &Lab) -> Vec<Message> {
    let settings = lab.settings();
    let mut lines = Vec::new();
    lines.push(match lab.history().last() {
        None => Message::new("no-epoch").with("loss", told(lab.training_loss())),
        Some(last) => Message::new("epoch-losses")
            .with("epoch", last.epoch)
            .with("loss", loss(last.loss))
            .with("validation", told(last.validation)),
    });
    lines.extend(gap(lab).map(|gap| {
        let said = Message::new("gap").with("mean", loss(gap.mean)).with("epoch", gap.epoch);
        said.with("expected", loss(gap.expected)).with("came", loss(gap.came))
    }));
    lines.extend(remarks::all(lab));
    if let Some(rows) = lab.steps().map(|steps| steps.last_batch().len()).filter(|rows| *rows > 0) {
        lines.push(Message::new("update-lead").with("step", lab.position()).with("rows", rows));
        lines.extend(updates(lab).into_iter().map(|sum| Message::new("update").with("sum", sum)));
    } else if !lab.has_moved() {
        lines.push(Message::new("update-start"));
    }
    if lab.data().unfit.is_none() {
        let Sizes { all, kept, test, training, validation, batch, steps, epochs, updates } = sizes(lab);
        lines.extend([
            Message::new("size-test").with("all", all).with("kept", kept).with("test", test),
            Message::new("size-validation")
                .with("kept", kept)
                .with("training", training)
                .with("validation", validation),
            Message::new("size-steps").with("training", training).with("batch", batch).with("steps", steps),
            Message::new("size-updates").with("epochs", epochs).with("steps", steps).with("updates", updates),
        ]);
    }
    lines.extend(surface(lab));
    match lab.data().shape {
        Shape::Line => {}
        Shape::Powers { .. } => {
            lines.push(Message::new("equation").with("line", equation(lab.data().shape, &lab.parameters())));
            lines.push(Message::new("degree-note"));
        }
        Shape::Sigmoid => lines.push(Message::new("odds-note")),
    }
    let (drawn, all) = (dots_drawn(lab), lab.data().rows.len());
    if drawn < all {
        lines.push(Message::new("thinned").with("drawn", drawn).with("all", all));
    }
    if settings.axis == Axis::Log {
        lines.push(Message::new("log-axis"));
    }
    if !settings.points.fit_link() {
        lines.push(Message::new("too-many-for-link"));
    }
    lines
}

/// What the picture of the loss over weight and bias shows.
fn surface(lab: &Lab) -> Option<Message> {
    if !has_surface(lab) {
        return None;
    }
    let settings = lab.settings();
    if settings.is_logistic() && settings.trained_loss() == Loss::MeanSquared {
        return Some(Message::new("surface-squared"));
    }
    if !lab.seeks_best() {
        let key = if settings.trained_loss() == Loss::Huber { "surface-huber" } else { "surface-absolute" };
        return Some(Message::new(key));
    }
    let said = |key: Key, [w, b]: [f64; 2]| {
        let said = Message::new(key).with("w", number(w)).with("b", number(b));
        said.with("loss", told(lab.least_loss()))
    };
    match (lab.data().best, lab.data().shape) {
        (Some(best), Shape::Sigmoid) => Some(said("surface-odds", best)),
        (Some(best), _) => Some(said("surface", best)),
        (None, Shape::Sigmoid) => (lab.data().finish == Err(NoBest::Endless)).then(|| Message::new("surface-endless")),
        (None, _) => Some(Message::new("surface-valley")),
    }
}

fn tables(lab: &Lab) -> Vec<Table> {
    let is_own = lab.settings().points.0.is_some();
    let models = if is_own { 2 } else { 3 };
    let cell = |value: &Option<String>| Said::from(value.as_deref().unwrap_or("–"));
    let row =
        |line: Line| std::iter::once(Said::Word(line.name)).chain(line.values[..models].iter().map(cell)).collect();
    let columns = ["measure", "shown", best_key(lab), "law"];
    let measures = Table {
        name: "measures",
        columns: columns[..=models].to_vec(),
        rows: table(lab).into_iter().map(row).collect(),
        ..Table::default()
    };
    let mut tables = vec![measures];
    if lab.settings().is_logistic() {
        let found = confusion(lab, &lab.data().test, &lab.parameters());
        let row = |label: Key, counts: [usize; 2]| {
            let [one, zero] = counts.map(Said::from);
            vec![Said::Word(label), one, zero]
        };
        tables.push(Table {
            name: "confusion",
            columns: vec!["label", "predicted-1", "predicted-0"],
            rows: vec![
                row("passed", [found.true_positives, found.false_negatives]),
                row("failed", [found.false_positives, found.true_negatives]),
            ],
            ..Table::default()
        });
    }
    tables
}

fn rows(lab: &Lab, page: usize) -> Vec<DataRow> {
    let data = lab.data();
    let mut parts = vec![""; data.rows.len()];
    for (part, name) in [(&data.training, "training"), (&data.validation, "validation"), (&data.test, "test")] {
        part.rows.iter().for_each(|row| parts[*row] = name);
    }
    let parameters = lab.parameters();
    let all = data.rows.iter().enumerate().skip((page - 1) * PAGE).take(PAGE);
    let row = |(at, row): (usize, &Observation)| DataRow {
        number: at + 1,
        x: number(row.x),
        y: number(row.y),
        part: parts[at],
        output: significant(data.shape.at(&parameters, row.x), 4),
    };
    all.map(row).collect()
}
