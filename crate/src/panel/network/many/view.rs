//! What has come of many runs, in sentences and tables.

use super::outcomes::{scores, successes};
use super::{DRAWN, Many, Outcome};
use crate::panel::json::{Key, shown};
use crate::panel::network::halt::Halt;
use crate::panel::network::learner::Learner;
use crate::panel::network::settings::Mode;
use crate::panel::network::view::{loss, what_learns};
use crate::panel::view::{Message, Said, Table, View};
use crate::text::percent;

/// The most rows of the table of runs.
const MAX_ROWS: usize = 100;

shown! {
    /// One of many runs, as its small picture has it.
    pub struct RunShown {
        /// Whether it has learned what there is to learn: `solved` or `stuck`, and `begun` before it is trained.
        state: Key,
        /// It in words.
        text: Message,
    }
}

shown! {
    /// Many runs.
    pub struct ManyShown {
        /// Those that have a small picture, when their measures are there.
        runs: Vec<RunShown>,
        /// How many small pictures there will be.
        drawn: usize,
        /// After which epoch they show: another number, other pictures.
        epoch: u64,
    }
}

/// The share of runs that have learned it, as it is written.
pub(super) fn share_of(outcomes: &[Outcome]) -> String {
    if outcomes.is_empty() {
        return String::new();
    }
    percent(successes(outcomes) as f64 / outcomes.len() as f64)
}

impl Many {
    /// A score as a learner reads it.
    fn score_text(&self, score: f64) -> String {
        self.judge.readout.task.score_text(score, 2)
    }

    /// How many of some runs have learned it, by which measure.
    fn told(&self, key: Key, outcomes: &[Outcome]) -> Message {
        Message::new(key)
            .with("epoch", self.at)
            .with("solved", successes(outcomes))
            .with("runs", outcomes.len())
            .with("share", share_of(outcomes))
            .with("enough", self.score_text(self.judge.enough()))
            .word("part", self.judge.part)
            .word("measure", self.judge.readout.task.score_name())
    }

    /// How many runs there are, and how many of them have learned it.
    pub fn score(&self) -> [usize; 2] {
        let all = self.outcomes.first().map_or(&[][..], |outcomes| outcomes);
        [all.len(), successes(all)]
    }

    /// What is said of them. Of the network behind them nothing shows but what its settings make of it.
    pub fn show_in(&self, view: &mut View, learner: &Learner, wants_numbers: bool) {
        view.sentence = self.sentence();
        let is_frozen = !learner.network().frozen().is_empty();
        view.notes.extend(is_frozen.then(|| Message::new("many-free")));
        for halt in self.halt.iter().map(Halt::message) {
            if !view.notes.contains(&halt) {
                view.notes.push(halt);
            }
        }
        if wants_numbers {
            view.lines = what_learns(learner).to_vec();
            view.tables = self.tables();
        }
    }

    /// What the pictures show.
    pub fn sentence(&self) -> Vec<Message> {
        let Some(outcomes) = self.outcomes.first() else { return vec![Message::new("many-measuring")] };
        if self.at == 0 {
            let key = if self.settings.view == Mode::Sweep { "sweep-begin" } else { "many-begin" };
            let values = self.outcomes.len();
            return vec![Message::new(key).with("runs", outcomes.len()).with("values", values)];
        }
        if self.settings.view == Mode::Sweep { self.sweep_told() } else { self.many_told(outcomes) }
    }

    fn many_told(&self, outcomes: &[Outcome]) -> Vec<Message> {
        let Some([_, lower, median, upper, _]) = scores(outcomes) else { return Vec::new() };
        let apart = Message::new("many-spread")
            .with("median", self.score_text(median))
            .with("lower", self.score_text(lower))
            .with("upper", self.score_text(upper));
        let diverged = outcomes.iter().filter(|outcome| outcome.diverged).count();
        let stopped = (diverged > 0).then(|| Message::new("many-diverged").with("diverged", diverged));
        [self.told("many", outcomes), apart].into_iter().chain(stopped).collect()
    }

    fn sweep_told(&self) -> Vec<Message> {
        let rank = |outcomes: &[Outcome]| {
            let median = scores(outcomes).map_or(0.0, |five| five[2]);
            (successes(outcomes), median)
        };
        let best = self.outcomes.iter().enumerate().max_by(|(_, a), (_, b)| {
            let (a, b) = (rank(a), rank(b));
            a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
        });
        let Some((at, outcomes)) = best else { return Vec::new() };
        let Some([_, lower, median, upper, _]) = scores(outcomes) else { return Vec::new() };
        let told = self.told("sweep", outcomes);
        let told = told.word("setting", self.settings.sweep.setting()).with("value", self.value(at));
        let apart = Message::new("sweep-spread")
            .with("median", self.score_text(median))
            .with("lower", self.score_text(lower))
            .with("upper", self.score_text(upper));
        vec![told, apart]
    }

    /// The value of the setting that a series was given.
    fn value(&self, series: usize) -> &str {
        self.timeline.run().series().get(series).map_or("", |series| &series.variant.value)
    }

    /// The table of the runs, or of the values of the setting that is swept.
    pub fn tables(&self) -> Vec<Table> {
        let table = |name: Key, columns: &[Key], rows: Vec<Vec<Said>>| Table {
            name,
            columns: columns.to_vec(),
            rows,
            choose: (name == "runs").then_some("open-run"),
            ..Table::default()
        };
        if self.settings.view == Mode::Sweep {
            let row = |(at, outcomes): (usize, &Vec<Outcome>)| -> Option<Vec<Said>> {
                let [least, lower, median, upper, most] = scores(outcomes)?.map(|score| self.score_text(score));
                let value = self.value(at).to_owned();
                Some([value, share_of(outcomes), median, lower, upper, least, most].map(Said::Text).to_vec())
            };
            let columns = ["value", "share", "median", "lower", "upper", "least", "most"];
            return vec![table("sweep", &columns, self.outcomes.iter().enumerate().filter_map(row).collect())];
        }
        let row = |(seed, outcome): (usize, &Outcome)| -> Vec<Said> {
            vec![seed.into(), self.score_text(outcome.score).into(), loss(outcome.loss).into()]
        };
        let all = self.outcomes.first().map_or(&[][..], |outcomes| outcomes);
        vec![table(
            "runs",
            &["seed", self.judge.readout.task.score_name(), "loss"],
            (1..).zip(&all[..all.len().min(MAX_ROWS)]).map(row).collect(),
        )]
    }

    /// What the page shows.
    pub fn shown(&self) -> ManyShown {
        let is_many = self.settings.view == Mode::Many;
        let all = self.outcomes.first().filter(|_| is_many).map_or(&[][..], |outcomes| outcomes);
        let shown = |(seed, outcome): (usize, &Outcome)| {
            let (key, state) = match outcome {
                _ if self.at == 0 => ("run-begun", "begun"),
                Outcome { diverged: true, .. } => ("run-diverged", "stuck"),
                Outcome { solved: true, .. } => ("run-solved", "solved"),
                _ => ("run-stuck", "stuck"),
            };
            let text = Message::new(key)
                .with("seed", seed)
                .word("measure", self.judge.readout.task.score_name())
                .with("score", self.score_text(outcome.score));
            RunShown { state, text }
        };
        ManyShown {
            runs: (1..).zip(&all[..all.len().min(DRAWN)]).map(shown).collect(),
            drawn: if is_many { (self.settings.runs as usize).min(DRAWN) } else { 0 },
            epoch: self.at,
        }
    }
}
