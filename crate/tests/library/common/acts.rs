//! What a learner can do with the panel `gates`, and the panels that come of it.

use nalgebra::Point2;
use perceptron_playground::data::gates::GATE_NAMES;
use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::model::perceptron::Perceptron;
use perceptron_playground::panel::gates::Gates;
use perceptron_playground::panel::gates::goals::{GOAL_NAMES, Goal};
use perceptron_playground::panel::played::Played;
use perceptron_playground::panel::undo::Undoable;
use proptest::prelude::*;

/// Something a learner can do.
#[derive(Clone, Debug)]
pub enum Act {
    Set(&'static str, String),
    Place([i32; 3]),
    Flip(usize),
    Step(usize),
    Epoch,
    Finish,
    Seek(usize),
    Reset,
    Begin(&'static str),
    DragLine(f64, f64),
    Undo,
    Redo,
}

impl Act {
    /// Does it, whether or not the panel can: a halted run is no change.
    pub fn on(&self, panel: &mut Gates) {
        match self {
            Self::Set(name, text) => _ = panel.set(name, text),
            Self::Place([w1, w2, b]) => panel.place(Perceptron::hundredths(*w1, *w2, *b)),
            Self::Flip(row) => panel.flip_target(*row),
            Self::Step(times) => _ = (0..*times).try_for_each(|_| panel.step()),
            Self::Epoch => _ = panel.epoch(),
            Self::Finish => _ = panel.finish(),
            Self::Seek(step) => panel.seek(*step),
            Self::Reset => panel.reset(),
            Self::Begin(goal) => match Goal::named(goal) {
                Some(goal) => panel.begin(goal),
                None => panel.leave_goal(),
            },
            Self::DragLine(x1, x2) => panel.drag_line_through(Point2::new(*x1, *x2)),
            Self::Undo => _ = panel.undo(),
            Self::Redo => _ = panel.redo(),
        }
    }
}

/// A change by a control: a good value of some field.
fn a_setting() -> impl Strategy<Value = Act> {
    let number = |name| (-1000..=1000).prop_map(move |n: i32| Act::Set(name, Decimal::hundredths(n).ascii()));
    let choice = |name, names: &'static [&'static str]| {
        prop::sample::select(names).prop_map(move |choice| Act::Set(name, choice.to_owned()))
    };
    prop_oneof![
        prop::sample::select(&["w1", "w2", "b", "theta"]).prop_flat_map(number),
        (1..=100).prop_map(|n| Act::Set("rate", Decimal::hundredths(n).ascii())),
        (0..200).prop_map(|n: i32| Act::Set("steps", n.to_string())),
        choice("gate", &GATE_NAMES),
        choice("form", &["threshold", "bias"]),
        choice("tie", &["gt", "ge"]),
        choice("row", &["00", "01", "10", "11"]),
        choice("speed", &["1", "2", "5", "20", "100"]),
        choice("goal", &GOAL_NAMES),
    ]
}

/// A change of any kind.
pub fn a_change() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => a_setting(),
        1 => prop::array::uniform3(-1200..=1200).prop_map(Act::Place),
        1 => (0..4usize).prop_map(Act::Flip),
        2 => (1..50usize).prop_map(Act::Step),
        1 => Just(Act::Epoch),
        1 => Just(Act::Finish),
        1 => (0..100usize).prop_map(Act::Seek),
        1 => Just(Act::Reset),
        1 => prop::sample::select(&GOAL_NAMES).prop_map(Act::Begin),
        1 => (-1.0..2.0, -1.0..2.0).prop_map(|(x1, x2)| Act::DragLine(x1, x2)),
    ]
}

/// A panel after any number of things that a learner did, each marked for undo, and some of them undone.
pub fn a_reachable_panel() -> impl Strategy<Value = Gates> {
    let acts = prop_oneof![6 => a_change(), 1 => Just(Act::Undo), 1 => Just(Act::Redo)];
    prop::collection::vec(acts, 0..12).prop_map(|acts| {
        let mut panel = Gates::default();
        for act in acts {
            if !matches!(act, Act::Undo | Act::Redo) {
                panel.mark();
            }
            act.on(&mut panel);
        }
        panel
    })
}
