//! The calls of the lab: what each is called in a library, what it gives here, and which part of the figure it makes.

use super::data::Use;
use super::lab::{Lab, Model};
use super::picture::surface::has_surface;
use super::report::measures::{Sizes, sizes};
use super::report::numbers::loss;
use super::settings::{Library, Rule};
use super::shape::Shape;
use crate::model::loss::Loss;
use crate::panel::json::{Key, Text, shown};
use crate::panel::table::choices;
use crate::panel::view::Message;
use crate::plot::scatter::{Lit, Role};
use crate::text::significant;

choices! {
    /// The call whose part of the figure is lit, by its name in the Keras lab and in the lab's order.
    pub enum Call {
        /// None: all is shown alike.
        None = "none",
        /// The rows.
        MakeDataset = "make_dataset",
        /// The rows kept for the test.
        TrainTestSplit = "train_test_split",
        /// The model, untrained.
        Dense = "dense",
        /// The loss and the optimizer.
        Compile = "compile",
        /// The training.
        Fit = "fit",
        /// The losses by epoch.
        History = "history",
        /// What the model says of the test rows.
        Predict = "predict",
        /// The weight and the bias that were learned.
        GetWeights = "get_weights",
    }
}

shown! {
    /// A call of the lab, and what it gives here.
    pub struct LabCall {
        /// Its name in links.
        name: Key,
        /// What it is called in the library.
        call: Text,
        /// What it gives; a dash where that is still to come.
        gives: Text,
        /// Whether the lab is there now.
        is_now: bool,
        /// Whether the part that it makes is lit.
        is_lit: bool,
    }
}

shown! {
    /// A picture of the lab with the call that makes it.
    pub struct LabPart {
        /// The picture.
        picture: Key,
        /// What the call is called in the library.
        call: Text,
        /// Whether it is lit.
        is_lit: bool,
    }
}

impl Call {
    /// What it is called in a library. A Lightning module says in methods what PyTorch's own loop does line by line.
    fn in_library(self, library: Library, is_own: bool) -> &'static str {
        let names = match self {
            Self::None => [""; 3],
            Self::MakeDataset if is_own => ["read_csv"; 3],
            Self::MakeDataset => ["make_dataset"; 3],
            Self::TrainTestSplit => ["train_test_split", "random_split", "random_split"],
            Self::Dense => ["Sequential, Dense", "Sequential, Linear", "LightningModule, Linear"],
            Self::Compile => ["compile", "", "training_step, configure_optimizers"],
            Self::Fit => ["fit", "backward, step", "Trainer.fit"],
            Self::History => ["history", "loss.item", "self.log"],
            Self::Predict => ["predict", "model(x_test)", "Trainer.predict"],
            Self::GetWeights => ["get_weights", "state_dict", "state_dict"],
        };
        names[library as usize]
    }

    /// The picture that shows what it makes.
    fn picture(self, lab: &Lab) -> Key {
        match self {
            Self::History => "chart",
            Self::Compile | Self::GetWeights if has_surface(lab) => "surface",
            _ => "scatter",
        }
    }
}

/// What a call is called in the library that is looked at. PyTorch has none for compiling: the loss and the rule are made there.
fn name(lab: &Lab, call: Call) -> String {
    let settings = lab.settings();
    if call == Call::Compile && settings.library == Library::PyTorch {
        let [loss, rule] = compiled(lab);
        let loss = if loss == "MAE" { "L1" } else { loss };
        return format!("{loss}Loss, {rule}");
    }
    call.in_library(settings.library, settings.points.0.is_some()).to_owned()
}

/// The loss and the rule that the model is compiled with.
fn compiled(lab: &Lab) -> [&'static str; 2] {
    let settings = lab.settings();
    let rule = match settings.optimizer {
        Rule::Sgd | Rule::Momentum => "SGD",
        Rule::Adam => "Adam",
    };
    let loss = match settings.trained_loss() {
        Loss::BinaryCrossEntropy => "BCE",
        Loss::MeanAbsolute => "MAE",
        Loss::Huber => "Huber",
        _ => "MSE",
    };
    [loss, rule]
}

/// The weights, or of many how many there are.
fn weights(lab: &Lab) -> String {
    let parameters = lab.parameters();
    match parameters[..] {
        [w, b] => format!("{}, {}", significant(w, 3), significant(b, 3)),
        _ => parameters.len().to_string(),
    }
}

/// The calls with what they give here.
pub fn calls(lab: &Lab) -> Vec<LabCall> {
    let Sizes { all, kept, test, training, validation, .. } = sizes(lab);
    let (position, planned) = (lab.position(), lab.planned());
    let is_done = planned > 0 && position >= planned;
    let dash = || "–".to_owned();
    let gives = |call: Call| match call {
        Call::None | Call::MakeDataset => all.to_string(),
        Call::TrainTestSplit => format!("{kept} + {test}"),
        Call::Dense => match lab.data().shape {
            Shape::Line => "w·x + b".to_owned(),
            Shape::Powers { degree, .. } => format!("w1 … w{degree}, b"),
            Shape::Sigmoid => "σ(w·x + b)".to_owned(),
        },
        Call::Compile => compiled(lab).join(", "),
        Call::Fit => format!("{training} + {validation}"),
        Call::History => lab.history().last().map_or_else(dash, |last| significant(last.loss, 3)),
        Call::Predict => {
            let exam = lab.loss(Model::Shown, Use::Test, lab.settings().trained_loss()).filter(|_| is_done);
            exam.map_or_else(dash, |loss| significant(loss, 3))
        }
        Call::GetWeights => weights(lab),
    };
    let is_now = |call: Call| match call {
        Call::Compile => !lab.has_moved(),
        Call::Fit => lab.has_moved() && !is_done,
        Call::Predict => is_done,
        _ => false,
    };
    let call = |call: Call| LabCall {
        name: call.name(),
        call: name(lab, call),
        gives: gives(call),
        is_now: is_now(call),
        is_lit: call == lab.settings().call,
    };
    Call::ALL.iter().copied().filter(|call| *call != Call::None).map(call).collect()
}

/// The pictures, each with its call: the one that is lit in it, else the one that makes most of it.
pub fn parts(lab: &Lab) -> Vec<LabPart> {
    let lit = lab.settings().call;
    let part = |picture: Key, usual: Call| {
        let is_lit = lit != Call::None && lit.picture(lab) == picture;
        LabPart { picture, call: name(lab, if is_lit { lit } else { usual }), is_lit }
    };
    let of_surface = if lab.has_moved() { Call::GetWeights } else { Call::Compile };
    vec![part("scatter", Call::MakeDataset), part("chart", Call::History), part("surface", of_surface)]
}

/// What of the rows and the model is lit; nothing where all is shown alike.
pub fn lit(lab: &Lab) -> Option<Lit> {
    let (roles, line): (&[Role], bool) = match lab.settings().call {
        Call::MakeDataset => (&[Role::Training, Role::Validation, Role::Test], false),
        Call::TrainTestSplit => (&[Role::Test], false),
        Call::Dense => (&[], true),
        Call::Fit => (&[Role::Training, Role::Validation], true),
        Call::Predict => (&[Role::Test], true),
        Call::GetWeights if !has_surface(lab) => (&[], true),
        Call::None | Call::Compile | Call::History | Call::GetWeights => return None,
    };
    Some(Lit { roles, line })
}

/// What is lit, in a sentence; nothing where nothing is.
pub fn sentence(lab: &Lab) -> Option<Message> {
    let settings = lab.settings();
    let Sizes { all, test, training, validation, batch, .. } = sizes(lab);
    let call = settings.call;
    let said = match call {
        Call::None => return None,
        Call::MakeDataset if settings.points.0.is_some() => Message::new("lit-read").with("all", all),
        Call::MakeDataset if settings.is_logistic() => Message::new("lit-exam").with("all", all),
        Call::MakeDataset => Message::new("lit-make").with("all", all),
        Call::TrainTestSplit => Message::new("lit-split").with("all", all).with("test", test),
        Call::Dense => Message::new("lit-dense").with("count", lab.parameters().len()),
        Call::Compile => {
            let [loss, rule] = compiled(lab);
            Message::new("lit-compile").with("loss", loss).with("rule", rule)
        }
        Call::Fit => {
            let said = Message::new("lit-fit").with("training", training).with("batch", batch);
            said.with("validation", validation)
        }
        Call::History => match lab.history().last() {
            None => Message::new("lit-no-history"),
            Some(last) => {
                let validation = last.validation.map_or_else(|| "–".to_owned(), loss);
                Message::new("lit-history").with("loss", loss(last.loss)).with("validation", validation)
            }
        },
        Call::Predict => Message::new("lit-predict").with("test", test),
        Call::GetWeights => Message::new("lit-weights").with("weights", weights(lab)),
    };
    Some(said.with("call", name(lab, call)))
}
