//! The panel `regression` as tests handle it: opened by a link, set by texts, run to its end.

use perceptron_playground::model::error::Error;
use perceptron_playground::panel::playable::Playable;
use perceptron_playground::panel::port::Panel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::regression::report::measures::{Sizes, sizes};
use perceptron_playground::panel::regression::report::remarks;
use perceptron_playground::panel::table::Problem;
use perceptron_playground::panel::view::{Message, Said};

pub trait Bench: Sized {
    /// Opens what a link's query describes, which has nothing wrong in it.
    #[track_caller]
    fn opened(query: &str) -> Self;
    fn load(&mut self, query: &str) -> Vec<Problem>;
    /// Takes a text from a control.
    #[track_caller]
    fn type_in(&mut self, name: &str, text: &str);
    /// Makes up for what is wanted of the run.
    fn settle(&mut self);
    fn step_on(&mut self) -> Result<(), Message>;
    fn epoch_on(&mut self) -> Result<(), Message>;
    fn run_to_the_end(&mut self) -> Result<bool, Message>;
    fn go_to(&mut self, step: u64);
    fn query(&self) -> String;
    fn sizes(&self) -> Sizes;
    fn remark_keys(&self) -> Vec<&'static str>;
    fn diverged(&self) -> Option<&Error>;
}

impl Bench for Regression {
    fn opened(query: &str) -> Self {
        let mut panel = Self::default();
        assert_eq!(panel.load(query), [], "{query}");
        panel.settle();
        panel
    }

    fn load(&mut self, query: &str) -> Vec<Problem> {
        let (values, mut problems) = Self::TABLE.read_query(query);
        problems.extend(self.open(values));
        problems
    }

    fn type_in(&mut self, name: &str, text: &str) {
        let (field, value, _) = Self::TABLE.read(name, text).unwrap();
        self.set(field, value).unwrap();
    }

    fn settle(&mut self) {
        while self.wanted() > self.position() {
            self.catch_up(&mut || true);
        }
    }

    fn step_on(&mut self) -> Result<(), Message> {
        self.make("step")
    }

    fn epoch_on(&mut self) -> Result<(), Message> {
        self.make("epoch")
    }

    fn run_to_the_end(&mut self) -> Result<bool, Message> {
        self.finish(&mut || true)
    }

    fn go_to(&mut self, step: u64) {
        self.seek(step);
        self.settle();
    }

    fn query(&self) -> String {
        Self::TABLE.write_query(|field| self.value(field))
    }

    fn sizes(&self) -> Sizes {
        sizes(self.lab())
    }

    fn remark_keys(&self) -> Vec<&'static str> {
        remarks::all(self.lab()).iter().map(|remark| remark.key).collect()
    }

    fn diverged(&self) -> Option<&Error> {
        self.lab().steps().and_then(|steps| steps.diverged())
    }
}

/// The text in a gap of a sentence.
#[track_caller]
pub fn gap(message: &Message, name: &str) -> String {
    let found = message.values.0.iter().find(|(gap, _)| *gap == name);
    match found {
        Some((_, Said::Text(text))) => text.clone(),
        other => panic!("{}: {name} is {other:?}", message.key),
    }
}

/// A number as the page writes it.
#[track_caller]
pub fn number(text: &str) -> f64 {
    text.trim_matches(['(', ')']).replace('−', "-").parse().unwrap_or_else(|_| panic!("no number: {text}"))
}
