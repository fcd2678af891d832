//! What there is to learn from, in code: the rows, what a network is to give for them, and how they are parted.

use super::code::{parting, row};
use super::training_run::{Data, Targets, TrainingRun};
use super::{Library, digits, keras, pytorch};

/// The imports, the rows, what the network is to give for them, and their parts.
pub(super) fn parted(library: Library, run: &TrainingRun) -> String {
    let wanted = wanted(library, run, run.data.target());
    match &run.data {
        Data::Columns(_) => {
            let y = wanted.map_or(String::new(), |wanted| format!("y = {wanted}\n"));
            whole(library, run) + &y + &parting(run)
        }
        Data::Digits(pictures) => digits::data(library, pictures, &wanted.unwrap_or_default()),
    }
}

/// The imports and the rows alone, for what is made of them by each of several models.
pub(super) fn whole(library: Library, run: &TrainingRun) -> String {
    match (&run.data, library) {
        (Data::Columns(columns), Library::Keras) => keras::inputs(columns, &run.targets),
        (Data::Columns(columns), Library::PyTorch) => pytorch::inputs(columns, &run.targets),
        (Data::Digits(_), _) => parted(library, run),
    }
}

/// What the network is to give, made of the target's column; nothing where that is the column as it is.
pub(super) fn wanted(library: Library, run: &TrainingRun, target: &str) -> Option<String> {
    let is_keras = library == Library::Keras;
    Some(match &run.targets {
        Targets::Same if run.data.is_one_column() => return None,
        Targets::Same => format!("{target}.reshape(-1, 1)"),
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
