//! The network's shape as links write it: which inputs it sees, which hidden layers it has, and how its output is read.

use crate::data::table::MAX_COLUMNS;
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::panel::network::examples::Task;
use crate::panel::table::choices;

/// An input of the network: made from a point's x1 and x2, or a column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feature {
    /// x1
    X1,
    /// x2
    X2,
    /// x1²
    X1Squared,
    /// x2²
    X2Squared,
    /// x1·x2
    Product,
    /// sin x1
    SinX1,
    /// sin x2
    SinX2,
    /// The column of this number, from 0.
    Column(usize),
}

impl Feature {
    /// All that are made from x1 and x2, in the order in which a network has them.
    pub const ALL: [Self; 7] =
        [Self::X1, Self::X2, Self::X1Squared, Self::X2Squared, Self::Product, Self::SinX1, Self::SinX2];

    /// What buttons and commands call it: its name in links, or the number of its column from 1.
    pub fn id(self) -> String {
        match self {
            Self::Column(column) => (column + 1).to_string(),
            plane => plane.name().to_owned(),
        }
    }

    /// The name in links, and that in pictures and formulas; both empty for a column, which has a name of its own.
    const fn names(self) -> [&'static str; 2] {
        match self {
            Self::X1 => ["x1", "x1"],
            Self::X2 => ["x2", "x2"],
            Self::X1Squared => ["x1x1", "x1²"],
            Self::X2Squared => ["x2x2", "x2²"],
            Self::Product => ["x1x2", "x1·x2"],
            Self::SinX1 => ["sinx1", "sin x1"],
            Self::SinX2 => ["sinx2", "sin x2"],
            Self::Column(_) => ["", ""],
        }
    }

    /// The name in links; empty for a column.
    pub const fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The name in pictures and formulas; empty for a column, which has a name of its own.
    pub const fn symbol(self) -> &'static str {
        self.names()[1]
    }

    /// Its value at a point, x1 and x2.
    pub fn at(self, [x1, x2]: [f32; 2]) -> f32 {
        match self {
            Self::X1 => x1,
            Self::X2 => x2,
            Self::X1Squared => x1 * x1,
            Self::X2Squared => x2 * x2,
            Self::Product => x1 * x2,
            // The same bits natively and in every browser.
            Self::SinX1 => libm::sinf(x1),
            Self::SinX2 => libm::sinf(x2),
            Self::Column(column) => [x1, x2][column.min(1)],
        }
    }

    /// The same in double precision, in which no product of single ones is beyond bounds.
    pub fn in_double(self, [x1, x2]: [f64; 2]) -> f64 {
        match self {
            Self::X1 => x1,
            Self::X2 => x2,
            Self::X1Squared => x1 * x1,
            Self::X2Squared => x2 * x2,
            Self::Product => x1 * x2,
            Self::SinX1 => libm::sin(x1),
            Self::SinX2 => libm::sin(x2),
            Self::Column(column) => [x1, x2][column.min(1)],
        }
    }
}

/// A hidden layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// What its nodes do with their sums.
    pub activation: Activation,
    /// How many nodes it has.
    pub nodes: usize,
}

/// The names of the activations that a hidden layer can have: all but softmax, which is the last.
pub const HIDDEN_ACTIVATIONS: [&str; Activation::ALL.len() - 1] = {
    let mut names = [""; Activation::ALL.len() - 1];
    let mut at = 0;
    while at < names.len() {
        names[at] = Activation::ALL[at].name();
        at += 1;
    }
    names
};
/// The most hidden layers.
pub const MAX_LAYERS: usize = 8;
/// The most nodes in one.
pub const MAX_NODES: usize = 32;

choices! {
    /// How the output is read, and the loss that is made small.
    pub enum Output {
        /// One sigmoid node, binary cross-entropy.
        SigmoidCrossEntropy = "sigmoid-ce",
        /// A softmax node for each class, categorical cross-entropy.
        SoftmaxCrossEntropy = "softmax-ce",
        /// One sigmoid node, mean squared error.
        SigmoidSquared = "sigmoid-mse",
        /// One tanh node and ½(o − t)² with targets −1 and 1, as in TensorFlow Playground.
        TanhSquared = "tanh-half",
        /// One node without activation, mean squared error.
        IdentitySquared = "identity-mse",
        /// One node without activation, mean absolute error.
        IdentityAbsolute = "identity-mae",
        /// One node without activation, Huber's loss.
        IdentityHuber = "identity-huber",
    }
}

impl Output {
    /// The output layer's activation.
    pub const fn activation(self) -> Activation {
        match self {
            Self::SigmoidCrossEntropy | Self::SigmoidSquared => Activation::Sigmoid,
            Self::SoftmaxCrossEntropy => Activation::Softmax,
            Self::TanhSquared => Activation::Tanh,
            Self::IdentitySquared | Self::IdentityAbsolute | Self::IdentityHuber => Activation::Identity,
        }
    }

    /// The loss.
    pub const fn loss(self) -> Loss {
        match self {
            Self::SigmoidCrossEntropy => Loss::BinaryCrossEntropy,
            Self::SoftmaxCrossEntropy => Loss::CategoricalCrossEntropy,
            Self::SigmoidSquared | Self::IdentitySquared => Loss::MeanSquared,
            Self::TanhSquared => Loss::HalfSquared,
            Self::IdentityAbsolute => Loss::MeanAbsolute,
            Self::IdentityHuber => Loss::Huber,
        }
    }

    /// The output that suits what there is to learn: more than two classes need softmax, and values one node without bounds.
    #[must_use]
    pub const fn suited_to(self, task: Task) -> Self {
        match (task, self) {
            (Task::Classes(2), _)
            | (Task::Values, Self::IdentitySquared | Self::IdentityAbsolute | Self::IdentityHuber) => self,
            (Task::Classes(_), _) => Self::SoftmaxCrossEntropy,
            (Task::Values, _) => Self::IdentitySquared,
        }
    }

    /// What the last output node gives at its least and its greatest; a point belongs to class 1 from the middle on.
    pub const fn range(self) -> [f32; 2] {
        if matches!(self, Self::TanhSquared) { [-1.0, 1.0] } else { [0.0, 1.0] }
    }

    /// Whether the last output node's value `o` says class 1.
    pub fn decides(self, o: f32) -> bool {
        o >= self.middle()
    }

    /// The output from which on a point belongs to class 1.
    pub fn middle(self) -> f32 {
        let [low, high] = self.range();
        f32::midpoint(low, high)
    }
}

/// What stands for "no hidden layer" and "no input" where an empty text means the usual ones.
const NONE: &str = "none";

/// The inputs when nothing is said.
pub const USUAL_INPUTS: [Feature; 2] = [Feature::X1, Feature::X2];
/// The hidden layers when nothing is said.
pub const USUAL_LAYERS: [Hidden; 2] =
    [Hidden { activation: Activation::Tanh, nodes: 4 }, Hidden { activation: Activation::Tanh, nodes: 2 }];

/// Reads the numbers of columns from 1, `1.3.4`, as numbers from 0; an empty text is for all.
pub fn read_columns(text: &str) -> Option<Vec<usize>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let column = |text: &str| text.parse().ok().filter(|column| (1..=MAX_COLUMNS).contains(column)).map(|at| at - 1);
    let columns: Vec<usize> = text.split('.').map(column).collect::<Option<_>>()?;
    columns.is_sorted_by(|a, b| a < b).then_some(columns)
}

/// The text of [`read_columns`].
pub fn write_columns(columns: &[usize]) -> String {
    columns.iter().map(|column| (column + 1).to_string()).collect::<Vec<_>>().join(".")
}

/// Reads `x1.x2.x1x1`; an empty text is for x1 and x2.
pub fn read_inputs(text: &str) -> Option<Vec<Feature>> {
    if text.is_empty() {
        return Some(USUAL_INPUTS.to_vec());
    }
    let named = |name| Feature::ALL.into_iter().find(|feature| feature.name() == name);
    let asked: Vec<_> = text.split('.').map(named).collect::<Option<_>>()?;
    let inputs = Feature::ALL.into_iter().filter(|feature| asked.contains(feature));
    Some(inputs.collect())
}

/// The text of [`read_inputs`].
pub fn write_inputs(inputs: &[Feature]) -> String {
    if inputs == USUAL_INPUTS {
        return String::new();
    }
    inputs.iter().map(|feature| feature.name()).collect::<Vec<_>>().join(".")
}

/// The activation with a name of [`HIDDEN_ACTIVATIONS`].
pub fn hidden_activation(name: &str) -> Option<Activation> {
    name.parse().ok().filter(|_| HIDDEN_ACTIVATIONS.contains(&name))
}

/// Reads `tanh4.relu2`; an empty text is for the usual layers, `none` for no hidden layer.
pub fn read_layers(text: &str) -> Option<Vec<Hidden>> {
    match text {
        "" => return Some(USUAL_LAYERS.to_vec()),
        NONE => return Some(Vec::new()),
        _ => {}
    }
    let layer = |text: &str| {
        let (name, nodes) = text.split_at(text.find(|c: char| c.is_ascii_digit())?);
        let activation = hidden_activation(name)?;
        let nodes = nodes.parse().ok().filter(|nodes| (1..=MAX_NODES).contains(nodes))?;
        Some(Hidden { activation, nodes })
    };
    let layers: Vec<_> = text.split('.').map(layer).collect::<Option<_>>()?;
    (layers.len() <= MAX_LAYERS).then_some(layers)
}

/// The text of [`read_layers`].
pub fn write_layers(layers: &[Hidden]) -> String {
    if layers == USUAL_LAYERS {
        return String::new();
    }
    if layers.is_empty() {
        return NONE.to_owned();
    }
    layers.iter().map(|layer| format!("{}{}", layer.activation.name(), layer.nodes)).collect::<Vec<_>>().join(".")
}

/// A network of this shape, all parameters 0.
///
/// # Errors
/// When there is no input or no output.
pub fn network(inputs: usize, layers: &[Hidden], output: Output, outputs: usize) -> Result<Network, Error> {
    let nodes = layers.iter().map(|layer| layer.nodes);
    let sizes: Vec<_> = std::iter::once(inputs).chain(nodes).chain([outputs]).collect();
    let activations: Vec<_> = layers.iter().map(|layer| layer.activation).chain([output.activation()]).collect();
    Network::new(&sizes, &activations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_read_back() {
        for text in ["", "none", "relu32", "tanh4.relu2.sigmoid1.identity3.step2.tanh1"] {
            assert_eq!(write_layers(&read_layers(text).unwrap()), text);
        }
        for text in ["", "x1", "x1.sinx2", "x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2"] {
            assert_eq!(write_inputs(&read_inputs(text).unwrap()), text);
        }
        assert_eq!(write_inputs(&read_inputs("x2.x1").unwrap()), "", "the order is the network's own");
        for text in [
            "tanh0",
            "tanh33",
            "softmax2",
            "4",
            "tanh",
            "tanh4.",
            "tanh1.tanh1.tanh1.tanh1.tanh1.tanh1.tanh1.tanh1.tanh1",
        ] {
            assert_eq!(read_layers(text), None, "{text}");
        }
        assert_eq!(read_inputs("x3"), None);
        for text in ["", "1", "1.3.16"] {
            assert_eq!(write_columns(&read_columns(text).unwrap()), text);
        }
        for text in ["0", "17", "2.2", "3.1", "x", "1."] {
            assert_eq!(read_columns(text), None, "{text}");
        }
    }
}
