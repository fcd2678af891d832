//! Both networks' run as code, the samples that they learn from, and their losses.

use super::Generate;
use crate::data::digits::CLASSES;
use crate::export::gan::{GanRun, script};
use crate::export::library::Library;
use crate::export::training_run::Script;
use crate::model::error::Error;
use crate::model::gan::Player;
use crate::panel::export::{Content, Export, numbered_csv};
use crate::panel::view::Message;

/// The iterations that code trains for when the page has not trained yet: enough to see whether G comes near the data.
const FIRST_ITERATIONS: u64 = 1000;

impl Generate {
    /// The run from its start, for as many iterations as the page has trained.
    ///
    /// # Errors
    /// None that the table of settings allows.
    pub fn exported_run(&self) -> Result<GanRun<'_>, Error> {
        let (gan, settings) = (self.gan(), self.settings());
        let networks = settings.shape().networks(gan.data(), gan.settings(), settings.seed.into())?;
        let digits = (0..CLASSES).filter(|digit| settings.teaches(*digit)).collect();
        Ok(GanRun {
            data: gan.data(),
            digits: settings.is_of_digits().then_some(digits),
            networks,
            settings: *gan.settings(),
            iterations: self.epochs(),
        })
    }
}

impl Export for Generate {
    fn contents(&self) -> &'static [Content] {
        if self.has_data { Content::CODE_AND_TABLES } else { &[] }
    }

    fn script(&self, library: Library) -> Script {
        self.exported_run().map(|run| script(library, &run)).unwrap_or_default()
    }

    fn epochs(&self) -> u64 {
        match self.timeline().length() {
            0 => FIRST_ITERATIONS,
            made => made,
        }
    }

    /// The numbers of each sample, and its class where there are classes.
    fn data_csv(&self) -> String {
        let data = self.gan().data();
        let mut names: Vec<_> = (1..=data.width()).map(|number| format!("x{number}")).collect();
        if data.classes() > 0 {
            names.push("label".to_owned());
        }
        let mut csv = names.join(",") + "\n";
        for number in 0..data.count() {
            let label = data.labels().get(number).map(u32::to_string);
            let cells = data.row(number).iter().map(|value| format!("{value:?}")).chain(label);
            csv += &(cells.collect::<Vec<_>>().join(",") + "\n");
        }
        csv
    }

    /// Each loss before its update and the length of its gradient; nothing where a network did not learn.
    fn history_csv(&self) -> String {
        let (run, settings) = (self.timeline().run(), self.gan().settings());
        let rows = run.history().entries().iter().map(|entry| {
            let learned = |player, value| settings.learns(player, entry.iteration - 1).then_some(value);
            let (last, generator, discriminator) = (entry.last, Player::Generator, Player::Discriminator);
            let measures = [
                learned(discriminator, last.discriminator_loss),
                learned(generator, last.generator_loss),
                learned(discriminator, last.discriminator_gradient),
                learned(generator, last.generator_gradient),
            ];
            (entry.iteration, measures)
        });
        numbered_csv("iteration", &["d_loss", "g_loss", "d_gradient", "g_gradient"], rows)
    }

    fn about(&self) -> Vec<Message> {
        let trains = || Message::new("export-iterations").with("iterations", self.epochs());
        vec![self.missing().unwrap_or_else(trains)]
    }
}
