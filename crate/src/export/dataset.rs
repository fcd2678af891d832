//! The data set in code: its rows, the targets, and the split into training, validation and test rows.

use std::fmt::Write;

use super::code::{formula, list, row, scaled, scaling, splitting, target_list};
use super::digits;
use super::library::Library;
use super::training_run::{Columns, Data, Targets, TrainingRun};

/// The imports, the rows, the targets, and the split.
pub(super) fn split(library: Library, run: &TrainingRun) -> String {
    let targets = target(library, run, run.data.target());
    match &run.data {
        Data::Columns(_) => {
            let y = targets.map_or(String::new(), |targets| format!("y = {targets}\n"));
            unsplit(library, run) + &y + &splitting(run)
        }
        Data::Digits(images) => digits::data(library, images, &targets.unwrap_or_default()),
    }
}

/// The imports and the rows without a split. Each of several models makes its own targets from them.
pub(super) fn unsplit(library: Library, run: &TrainingRun) -> String {
    match (&run.data, library) {
        (Data::Columns(columns), Library::Keras) => keras_columns(columns, &run.targets),
        (Data::Columns(columns), Library::PyTorch) => pytorch_columns(columns, &run.targets),
        (Data::Digits(_), _) => split(library, run),
    }
}

/// The network's targets as an expression of the target's column; `None` where they are that column as it is.
pub(super) fn target(library: Library, run: &TrainingRun, target: &str) -> Option<String> {
    let is_keras = library == Library::Keras;
    Some(match &run.targets {
        Targets::Same if run.data.is_one_column() => return None,
        Targets::Same => format!("{target}.reshape(-1, 1)"),
        Targets::Standardized { mean, deviation } => {
            let (double, single) =
                if is_keras { ("astype(\"float64\")", "astype(\"float32\")") } else { ("double()", "float()") };
            format!("({}).{single}.reshape(-1, 1)", scaled(target, double, *mean, *deviation))
        }
        Targets::PlusMinus => format!("2 * {target}.reshape(-1, 1) - 1"),
        Targets::OneHot(classes) if is_keras => format!("np.eye({classes}, dtype=\"float32\")[{target}]"),
        Targets::OneHot(classes) => format!("torch.eye({classes})[{target}]"),
        Targets::Is(class) => {
            let single = if is_keras { "astype(\"float32\")" } else { "float()" };
            format!("({target} == {class}).{single}.reshape(-1, 1)")
        }
        Targets::Numbers(numbers) => {
            let numbers = row(numbers);
            let list = if is_keras {
                format!("np.array({numbers}, dtype=\"float32\")")
            } else {
                format!("torch.tensor({numbers}).float()")
            };
            format!("{list}[{target}].reshape(-1, 1)")
        }
    })
}

/// The imports, the rows and the inputs of a network in Keras.
fn keras_columns(columns: &Columns, targets: &Targets) -> String {
    let mut code = "import keras\nimport numpy as np\n\n".to_owned();
    let is_alone = columns.inputs == ["x"];
    let shape = if is_alone { ".reshape(-1, 1)" } else { "" };
    for (name, values) in &columns.measured {
        let _ = write!(code, "{name} = np.array({}, dtype=\"float32\"){shape}\n\n", list(values));
    }
    let kind = if targets.are_of_classes() { "" } else { ", dtype=\"float32\"" };
    let _ =
        write!(code, "{} = np.array({}{kind}){shape}\n\n", columns.target.0, target_list(&columns.target.1, targets));
    if !is_alone {
        let inputs: Vec<_> = columns.inputs.iter().map(|input| formula(input, "np")).collect();
        let single = if columns.scaled.is_empty() { "" } else { ".astype(\"float32\")" };
        code += &scaling(columns, "astype(\"float64\")");
        let _ = writeln!(code, "x = np.stack([{}], axis=1){single}", inputs.join(", "));
    }
    code
}

/// The imports, the rows and the inputs of a network in `PyTorch`.
fn pytorch_columns(columns: &Columns, targets: &Targets) -> String {
    let mut code = "import torch\nfrom torch import nn\n\n".to_owned();
    let is_alone = columns.inputs == ["x"];
    let shape = if is_alone { ".reshape(-1, 1)" } else { "" };
    let measured = columns.measured.iter().map(|(name, values)| (name, list(values)));
    for (name, values) in measured.chain([(&columns.target.0, target_list(&columns.target.1, targets))]) {
        let _ = write!(code, "{name} = torch.tensor({values}){shape}\n\n");
    }
    if !is_alone {
        let inputs: Vec<_> = columns.inputs.iter().map(|input| formula(input, "torch")).collect();
        let single = if columns.scaled.is_empty() { "" } else { ".float()" };
        code += &scaling(columns, "double()");
        let _ = writeln!(code, "x = torch.stack([{}], dim=1){single}", inputs.join(", "));
    }
    code
}
