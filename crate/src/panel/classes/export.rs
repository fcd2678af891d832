//! What can be exported: the models' runs as code, their losses, and the things that they learn from.

use std::collections::BTreeMap;

use super::Classes;
use super::run::Run;
use super::settings::Part;
use crate::data::fruit::Example;
use crate::export;
use crate::export::library::Library;
use crate::export::training_run::{Columns, Comparison, Data, Script, Targets, TrainingRun};
use crate::model::fit::Fit;
use crate::panel::export::{Content, Export, FIRST_EPOCHS, history_csv};

impl Classes {
    /// The models' names in code and what each is to give for a class, in the order of the run's.
    fn models(&self) -> Vec<(&'static str, Targets)> {
        match self.settings.part {
            Part::Compare => vec![
                ("apple", Targets::Is(0)),
                ("grape", Targets::Is(1)),
                ("pear", Targets::Is(2)),
                ("softmax", Targets::OneHot(3)),
            ],
            Part::Order => {
                let numbers = Targets::Numbers(self.settings.numbering.labels().to_vec());
                vec![("numbers", numbers), ("one-hot", Targets::OneHot(3))]
            }
            Part::Unknown => vec![("three classes", Targets::OneHot(3)), ("four classes", Targets::OneHot(4))],
            Part::Two => vec![("softmax", Targets::OneHot(2))],
            Part::Cutoff => vec![("cat", Targets::Is(0))],
        }
    }

    /// The models' runs as they are to be taken along: from their start, for as many epochs as they have been trained.
    /// Nothing when there is nothing to learn from.
    #[allow(clippy::cast_possible_truncation)] // single precision, as the engine computes
    pub fn comparison(&self) -> Option<Comparison> {
        let start = Run::new(*self.run.recipe());
        let things = start.things();
        let run = |(fit, (name, targets)): (&Fit, _)| {
            // Things that are none of the fruit come last, and not every model gets them.
            let count = fit.samples().count();
            let column = |at: usize| things[..count].iter().map(|thing| thing.features[at] as f32).collect();
            let run = TrainingRun {
                data: Data::Columns(Columns::plain(
                    vec![("x1", column(0)), ("x2", column(1))],
                    ("kind", things[..count].iter().map(|thing| thing.class as f32).collect()),
                )),
                targets,
                parts: [count, 0, 0],
                network: fit.network().clone(),
                drawn: None,
                settings: *fit.settings(),
                epochs: self.epochs_of(fit),
                decision: None,
            };
            (name, run)
        };
        let runs: Vec<_> = start.fits().iter().zip(self.models()).map(run).collect();
        let point = self.settings.probe().map(|x| x as f32).to_vec();
        (!runs.is_empty()).then_some(Comparison { runs, point })
    }

    /// How many epochs the code trains a model.
    fn epochs_of(&self, fit: &Fit) -> u64 {
        match self.run.length().div_ceil(fit.steps_per_epoch()) as u64 {
            0 => FIRST_EPOCHS,
            trained => trained,
        }
    }
}

impl Export for Classes {
    fn contents(&self) -> &'static [Content] {
        Content::CODE_AND_TABLES
    }

    fn script(&self, library: Library) -> Script {
        self.comparison().map(|comparison| export::comparison(library, &comparison)).unwrap_or_default()
    }

    fn epochs(&self) -> u64 {
        self.run.fits().iter().map(|fit| self.epochs_of(fit)).max().unwrap_or(0)
    }

    fn data_csv(&self) -> String {
        let row = |thing: &Example| {
            #[allow(clippy::cast_possible_truncation)] // as the engine computes
            let [x1, x2] = thing.features.map(|x| x as f32);
            format!("{x1},{x2},{}\n", self.class_name(thing.class))
        };
        std::iter::once("x1,x2,kind\n".to_owned()).chain(self.run.things().iter().map(row)).collect()
    }

    /// A column a model named as in the code: of a single one `loss`, as in Keras's history.
    fn history_csv(&self) -> String {
        let mut again = Run::new(*self.run.recipe());
        while again.position() < self.run.length() && again.step().is_ok() {}
        let count = again.fits().len();
        let mut rows = BTreeMap::new();
        for (at, fit) in again.fits().iter().enumerate() {
            for entry in fit.history().entries() {
                rows.entry(entry.epoch).or_insert_with(|| vec![None; count])[at] = Some(entry.loss);
            }
        }
        let names: Vec<_> = self.models().into_iter().map(|(name, _)| name).take(count).collect();
        history_csv(if count == 1 { &["loss"] } else { &names }, rows.into_iter())
    }
}
