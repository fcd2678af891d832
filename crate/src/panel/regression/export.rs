//! What can be exported: the run as code, its losses, and the model as a file, which can be opened again.

use std::rc::Rc;

use super::Regression;
use super::data::Part;
use super::lab::Lab;
use super::rows::OwnRows;
use super::settings::{LIMIT, Settings};
use super::shape::Shape;
use crate::data::csv::{self, MAX_ROWS};
use crate::data::lab::Observation;
use crate::export;
use crate::export::library::Library;
use crate::export::model_file::{self, Layer, ModelFile, ModelFileError};
use crate::export::training_run::{Columns, Data, Decision, Scaled, Script, Targets, TrainingRun};
use crate::model::fit;
use crate::model::least_squares::MAX_DEGREE;
use crate::panel::export::{Content, Export, history_csv, read_settings, settings};
use crate::panel::port::Panel;
use crate::panel::table::Settings as _;

/// The settings that a file holds elsewhere: the learner's own rows.
const ELSEWHERE: [&str; 1] = ["points"];
/// The unit's inputs in Python's notation, of which a polynomial takes as many as its degree.
const POWERS: [&str; MAX_DEGREE] = ["t", "t**2", "t**3", "t**4", "t**5", "t**6", "t**7", "t**8", "t**9"];

/// The run as it is exported: from its start, through the planned epochs.
pub fn training_run(lab: &Lab) -> TrainingRun {
    let (data, settings) = (lab.data(), lab.settings());
    let parts = [&data.training, &data.validation, &data.test];
    #[allow(clippy::cast_possible_truncation)] // single precision already
    let column = |of: fn(&Part) -> &[f64]| parts.iter().flat_map(|part| of(part)).map(|v| *v as f32).collect();
    let shape = data.shape;
    let mut network = shape.network();
    // A start within the table's limits is one that a network can have.
    let _ = network.set_parameters(&settings.parameters(shape));
    let plain = fit::Settings::new(settings.trained_loss(), settings.optimizer(), settings.batch as usize);
    let mut columns = Columns::plain(vec![("x", column(|part| &part.x))], ("y", column(|part| &part.y)));
    if let Shape::Powers { degree, centre, half } = shape {
        let [name, column] = ["t", "x"].map(str::to_owned);
        columns.scaled = vec![Scaled { name, column, centre, unit: half, remark: "from -1 to 1" }];
        columns.inputs = POWERS[..degree].iter().map(|&power| power.to_owned()).collect();
    }
    TrainingRun {
        data: Data::Columns(columns),
        targets: Targets::Same,
        parts: parts.map(Part::len),
        network,
        drawn: None,
        settings: fit::Settings { shuffle: settings.shuffle(), ..plain },
        epochs: settings.epochs.into(),
        decision: settings.is_logistic().then(|| Decision::Threshold(settings.threshold.to_f64())),
    }
}

impl Export for Regression {
    fn contents(&self) -> &'static [Content] {
        Content::ALL
    }

    fn script(&self, library: Library) -> Script {
        export::script(library, &training_run(self.lab()))
    }

    fn is_followed(&self) -> bool {
        matches!(self.lab().data().shape, Shape::Line | Shape::Sigmoid)
    }

    fn epochs(&self) -> u64 {
        self.lab().settings().epochs.into()
    }

    fn data_csv(&self) -> String {
        csv::write_observations(&self.lab().data().rows)
    }

    fn history_csv(&self) -> String {
        let rows = self.lab().history().iter().map(|entry| (entry.epoch, [Some(entry.loss), entry.validation]));
        history_csv(&["loss", "val_loss"], rows)
    }

    fn model_file(&self) -> String {
        let settings_now = self.lab().settings();
        let rows = settings_now.points.0.as_ref().map(|rows| rows.iter().map(|row| vec![row.x, row.y]).collect());
        let file = ModelFile {
            panel: Self::NAME.to_owned(),
            settings: settings(&Settings::TABLE, &ELSEWHERE, |setting| settings_now.get(setting)),
            rows,
            layers: Layer::all(&self.lab().data().shape.network(), &self.lab().single_parameters()),
            ..ModelFile::default()
        };
        file.to_string()
    }
}

/// What a model file says.
pub struct Opened {
    /// The settings, with the learner's own rows.
    pub settings: Settings,
    /// The parameters `[p]`, the bias last.
    pub parameters: Vec<f32>,
}

/// Reads a model file.
///
/// # Errors
/// The first thing in it that does not serve.
pub fn read(file: &[u8]) -> Result<Opened, ModelFileError> {
    let file = model_file::read(file, Regression::NAME)?;
    // The question under way is none of the model's.
    let known: Vec<_> = file.settings.into_iter().filter(|(name, _)| name != "goal").collect();
    let mut settings = Settings::of(read_settings(&Settings::TABLE, &known)?);
    settings.points = OwnRows(file.rows.as_deref().map(rows).transpose()?);
    let most = settings.max_steps_opened();
    if u64::from(settings.steps) > most {
        let allowed = format!("0 … {most}");
        return Err(out_of_range("settings.steps".to_owned(), settings.steps.to_string(), &allowed));
    }
    let shape = super::data::Data::new(&settings).shape;
    let parameters = Layer::parameters(&file.layers, &shape.network(), "layers")?;
    Ok(Opened { settings, parameters })
}

/// Refuses a weight or a bias that can't be put by hand.
///
/// # Errors
/// When there are more than these two, or one is beyond the limits.
pub fn check_by_hand(parameters: &[f32]) -> Result<[f32; 2], ModelFileError> {
    #[allow(clippy::cast_possible_truncation)] // a round number
    let limit = LIMIT as f32;
    let [w, b] = *parameters else { return Err(ModelFileError::OtherWeights) };
    for (path, value) in [("layers[0].weights[0][0]", w), ("layers[0].biases[0]", b)] {
        if value.abs() > limit {
            return Err(out_of_range(path.to_owned(), value.to_string(), &format!("−{LIMIT} … {LIMIT}")));
        }
    }
    Ok([w, b])
}

fn out_of_range(path: String, given: String, allowed: &str) -> ModelFileError {
    ModelFileError::Value { path, given, allowed: allowed.to_owned() }
}

fn rows(rows: &[Vec<f64>]) -> Result<Rc<[Observation]>, ModelFileError> {
    if rows.len() > MAX_ROWS {
        return Err(ModelFileError::TooManyRows { given: rows.len(), most: MAX_ROWS });
    }
    let most = f64::from(f32::MAX);
    let row = |(at, row): (usize, &Vec<f64>)| match row[..] {
        [x, y] if x.abs() <= most && y.abs() <= most => Ok(Observation { x, y }),
        [_, _] => Err(out_of_range(format!("rows[{at}]"), format!("{row:?}"), "−3.4×10³⁸ … 3.4×10³⁸")),
        _ => Err(ModelFileError::Length { path: format!("rows[{at}]"), given: row.len(), wanted: 2 }),
    };
    rows.iter().enumerate().map(row).collect()
}
