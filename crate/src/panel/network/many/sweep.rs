//! A sweep: the same network and data with one value after another of one setting.

use crate::model::activation::Activation;
use crate::panel::network::settings::{Mode, Settings, Swept};
use crate::panel::table::Value;

/// Settings with which many seeds are tried.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The value of the setting that is swept, as a link writes it; empty where none is.
    pub value: String,
    /// All settings.
    pub settings: Settings,
}

impl Swept {
    /// The setting that is swept.
    pub const fn setting(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Nodes => "nodes",
            Self::Batch => "batch",
            Self::Activation => "activation",
            Self::L2 => "l2",
        }
    }

    /// The values that are tried: the usual ones that a learner is offered.
    fn values(self) -> Vec<&'static str> {
        let usual = Settings::TABLE.field(self.setting()).map_or(&[][..], |field| field.usual);
        match self {
            Self::Activation => {
                let smooth =
                    Activation::ALL.into_iter().filter(|one| !matches!(one, Activation::Step | Activation::Softmax));
                smooth.map(Activation::name).collect()
            }
            // Without hidden nodes it is another network.
            Self::Nodes => usual.iter().copied().filter(|value| *value != "0").collect(),
            _ => usual.to_vec(),
        }
    }
}

/// The settings of each series that `settings` ask for.
pub fn variants(settings: &Settings) -> Vec<Variant> {
    if settings.view != Mode::Sweep {
        return vec![Variant { value: String::new(), settings: settings.clone() }];
    }
    let Some(field) = Settings::TABLE.field(settings.sweep.setting()) else { return Vec::new() };
    let with = |value: &str| -> Option<Variant> {
        let (read, _): (Value, _) = field.read(value).ok()?;
        Some(Variant { value: value.to_owned(), settings: settings.with(field, read) })
    };
    settings.sweep.values().into_iter().filter_map(with).collect()
}
