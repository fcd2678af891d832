//! The panels, without a browser: for each its table of state, what its controls do, and every number it shows as text.

pub mod activations;
pub mod backward;
pub mod classes;
pub mod command;
pub mod digits;
pub mod dragging;
pub mod drawing;
pub mod export;
pub mod files;
pub mod formulas;
pub mod gates;
pub mod generate;
pub mod halt;
pub mod json;
pub mod layers;
pub mod moment;
pub mod moved;
pub mod network;
pub mod notation;
pub mod playable;
pub mod port;
pub mod recurrent;
pub mod regression;
pub mod schema;
pub mod sequences;
pub mod session;
pub mod table;
pub mod undo;
pub mod view;
pub mod words;
pub mod xor;

use session::{Figure, Session};

/// What opens a panel.
type Opener = fn() -> Box<dyn Figure>;

/// All panels by their names in links and attributes, in the order of the lesson. Whatever goes through all panels takes its
/// list from here.
pub const REGISTRY: &[(&str, Opener)] = &[
    ("gates", || Box::<Session<gates::Gates>>::default()),
    #[cfg(feature = "networks")]
    ("activations", || Box::<Session<activations::Activations>>::default()),
    #[cfg(feature = "networks")]
    ("xor", || Box::<Session<xor::Xor>>::default()),
    #[cfg(feature = "networks")]
    ("network", || Box::<Session<network::NetworkPanel>>::default()),
    #[cfg(feature = "networks")]
    ("classes", || Box::<Session<classes::Classes>>::default()),
    #[cfg(feature = "networks")]
    ("digits", || Box::<Session<digits::DigitsPanel>>::default()),
    #[cfg(feature = "networks")]
    ("layers", || Box::<Session<layers::Layers>>::default()),
    #[cfg(feature = "networks")]
    ("sequences", || Box::<Session<sequences::Sequences>>::default()),
    #[cfg(feature = "networks")]
    ("regression", || Box::<Session<regression::Regression>>::default()),
    #[cfg(feature = "networks")]
    ("generate", || Box::<Session<generate::Generate>>::default()),
];

/// Opens the panel called `name`; `None` when there is none.
pub fn open(name: &str) -> Option<Box<dyn Figure>> {
    REGISTRY.iter().find(|(known, _)| *known == name).map(|(_, open)| open())
}
