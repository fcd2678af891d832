//! The network's numbers in words: every sum worked out with today's values.

use super::NetworkPanel;
use super::points;
use super::training::Halt;
use crate::model::activation::Activation;
use crate::model::forward::LayerSignals;

/// A number in few figures, with a real minus: `0.523`, `−12.3`, `1.2·10⁵`.
pub fn figure(value: f64) -> String {
    if value == 0.0 || value.is_nan() {
        return "0".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.to_owned();
    }
    let size = value.abs();
    if (0.001..10_000.0).contains(&size) {
        let places = if size < 100.0 { 3 } else { 1 };
        let text = format!("{value:.places$}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        return text.replace('-', "−");
    }
    let text = format!("{value:.1e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised = exponent.chars().map(|digit| match digit {
        '-' => '⁻',
        digit => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10).unwrap_or(0) as usize).unwrap_or('⁰'),
    });
    let mantissa = mantissa.trim_end_matches(".0").replace('-', "−");
    format!("{mantissa}·10{}", raised.collect::<String>())
}

/// A node at a point, worked out.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeReport {
    /// The layer of weights, from 0, and the node's place in it.
    pub layer: usize,
    /// The node's place in its layer.
    pub node: usize,
    /// Whether it is an output node.
    pub is_output: bool,
    /// Its activation function's name.
    pub activation: &'static str,
    /// For each of its inputs: what it is called, the parameter's number, its value, the input at the point, the product.
    pub terms: Vec<Term>,
    /// The bias.
    pub bias: Term,
    /// The sum worked out: `0.5×1.2 − 0.31×0.5 + 0.1 ≈ 0.545`.
    pub sum: String,
    /// The output: `tanh(0.545) ≈ 0.497`.
    pub output: String,
}

/// One term of a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What it comes from: `x1²`, or `h1.3` for the third node of the first hidden layer; empty for the bias.
    pub source: String,
    /// The parameter's number.
    pub index: usize,
    /// The parameter.
    pub weight: String,
    /// The input at the point.
    pub input: String,
    /// Their product.
    pub product: String,
}

/// The name of a node: `h2.3` is the third of the second hidden layer, `y` the output.
pub fn node_name(layer: usize, node: usize, layers: usize, nodes: usize) -> String {
    match (layer + 1 == layers, nodes) {
        (true, 1) => "y".to_owned(),
        (true, _) => format!("y{}", node + 1),
        _ => format!("h{}.{}", layer + 1, node + 1),
    }
}

impl Halt {
    /// The numbers that tell of it. Of a parameter that diverged: the step and the epoch in which it did, what it would have become, its
    /// layer and its node, from 1, and the number of the input, from 1, or 0 for a bias; of a step function its layer; of an
    /// input too large the point's number, the input and its value.
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Diverged { step, epoch, parameter, value } => {
                let input = parameter.input.map_or(0, |input| input + 1);
                let places = [parameter.layer + 1, parameter.unit + 1, input].map(|place| place.to_string());
                let numbers = [step.to_string(), epoch.to_string(), figure(f64::from(*value))];
                numbers.into_iter().chain(places).collect()
            }
            Self::Step(layer) => vec![layer.to_string()],
            Self::TooLarge { point, feature, value } => {
                vec![point.to_string(), feature.symbol().to_owned(), figure(*value)]
            }
            _ => Vec::new(),
        }
    }
}

impl NetworkPanel {
    /// The forward pass of a point.
    fn forward(&self, point: usize) -> Option<Vec<LayerSignals>> {
        let inputs: Vec<_> = points::inputs(&self.settings.inputs, self.points.get(point)?).collect();
        self.network().forward(&inputs).ok()
    }

    /// The output of the network for a point.
    fn output_at(&self, point: usize) -> Option<f32> {
        self.forward(point)?.last()?.outputs.last().copied()
    }

    /// The names of all maps in pictures: the inputs, then the nodes.
    pub fn names(&self) -> Vec<String> {
        let layers = self.network().layers();
        let nodes = layers
            .iter()
            .enumerate()
            .flat_map(|(at, layer)| (0..layer.units).map(move |node| node_name(at, node, layers.len(), layer.units)));
        self.settings.inputs.iter().map(|feature| feature.symbol().to_owned()).chain(nodes).collect()
    }

    /// A node at a point, with its sum worked out. `None` when there is no such node or point.
    pub fn node_report(&self, unit: usize, point: usize) -> Option<NodeReport> {
        let (layer, node) = self.layer_of(unit)?;
        let signals = self.forward(point)?.swap_remove(layer);
        let network = self.network();
        let dense = &network.layers()[layer];
        let first = unit - node;
        let names = self.names();
        let seen = self.settings.inputs.len();
        let sources = match layer {
            0 => &names[..seen],
            _ => &names[seen + first - dense.inputs..seen + first],
        };
        let parameters = network.parameters();
        let weights = dense.weights().start + node * dense.inputs;
        let term = |at: usize| {
            let (index, input) = (weights + at, signals.inputs[at]);
            let weight = parameters[index];
            Term {
                source: sources[at].clone(),
                index,
                weight: figure(f64::from(weight)),
                input: figure(f64::from(input)),
                product: figure(f64::from(weight * input)),
            }
        };
        let terms: Vec<_> = (0..dense.inputs).map(term).collect();
        let index = dense.biases().start + node;
        let bias = parameters[index];
        let bias_text = figure(f64::from(bias));
        let bias =
            Term { source: String::new(), index, product: bias_text.clone(), weight: bias_text, input: "1".to_owned() };
        Some(NodeReport {
            layer,
            node,
            is_output: layer + 1 == network.layers().len(),
            activation: dense.activation.name(),
            sum: sum_text(&terms, &bias, signals.sums[node]),
            output: output_text(dense.activation, signals.sums[node], signals.outputs[node]),
            terms,
            bias,
        })
    }

    /// A point in words: x1, x2, its label, and what the network makes of it.
    pub fn point_report(&self, point: usize) -> Option<[String; 4]> {
        let output = f64::from(self.output_at(point)?);
        let point = self.points.get(point)?;
        let [x1, x2] = point.inputs.map(figure);
        Some([x1, x2, u8::from(point.label).to_string(), figure(output)])
    }

    /// Whether the network tells a point right.
    pub fn is_right(&self, point: usize) -> Option<bool> {
        Some(self.settings.output().decides(self.output_at(point)?) == self.points.get(point)?.label)
    }
}

/// The sum in shown figures. It says `=` when the shown figures add up to the shown sum, `≈` when that is rounded.
fn sum_text(terms: &[Term], bias: &Term, sum: f32) -> String {
    let number = |text: &str| text.replace('−', "-").parse::<f64>().ok();
    let mut text = String::new();
    let mut total = number(&bias.weight);
    for term in terms {
        let (sign, weight) = match term.weight.strip_prefix('−') {
            Some(size) => ("−", size),
            None => ("+", &term.weight[..]),
        };
        text += &match (text.is_empty(), sign) {
            (true, "+") => String::new(),
            (true, _) => sign.to_owned(),
            _ => format!(" {sign} "),
        };
        let input = if term.input.starts_with('−') { format!("({})", term.input) } else { term.input.clone() };
        text += &format!("{weight}×{input}");
        total = total.zip(number(&term.weight)).zip(number(&term.input)).map(|((t, w), x)| t + w * x);
    }
    text += &match bias.weight.strip_prefix('−') {
        Some(size) => format!(" − {size}"),
        None => format!(" + {}", bias.weight),
    };
    let shown = figure(f64::from(sum));
    let is_exact = total.zip(number(&shown)).is_some_and(|(a, b)| (a - b).abs() < 1e-9);
    format!("{text} {} {shown}", if is_exact { "=" } else { "≈" })
}

/// The output in shown figures: `tanh(0.545) ≈ 0.497`.
fn output_text(activation: Activation, sum: f32, output: f32) -> String {
    let (z, h) = (figure(f64::from(sum)), figure(f64::from(output)));
    match activation {
        Activation::Identity => format!("h = {h}"),
        Activation::Relu => format!("max(0, {z}) = {h}"),
        Activation::Step => format!("step({z}) = {h}"),
        Activation::Tanh => format!("tanh({z}) ≈ {h}"),
        Activation::Sigmoid => format!("1/(1 + e^({})) ≈ {h}", figure(-f64::from(sum))),
        Activation::Softmax => format!("softmax ≈ {h}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_few_and_never_no_number() {
        let shown = [0.0, 0.5, -0.12345, 123.456, 9999.0, 1e5, -2.5e-4, 1e12, f64::NAN].map(figure);
        assert_eq!(shown, ["0", "0.5", "−0.123", "123.5", "9999", "1·10⁵", "−2.5·10⁻⁴", "1·10¹²", "0"]);
        assert_eq!([f64::INFINITY, f64::NEG_INFINITY].map(figure), ["∞", "−∞"]);
    }

    #[test]
    fn a_node_s_sum_and_output_are_the_networks_own() {
        let mut panel = NetworkPanel::default();
        panel.load("data=gate-xor&noise=0&layers=tanh2");
        for (index, text) in ["0.5", "-0.25", "1", "1", "0.1", "-1.5"].iter().enumerate() {
            assert!(panel.set_parameter(index, text));
        }
        let report = panel.node_report(0, 3).unwrap();
        assert_eq!(
            (report.sum.as_str(), report.output.as_str()),
            ("0.5×1 − 0.25×1 + 0.1 = 0.35", "tanh(0.35) ≈ 0.336")
        );
        let report = panel.node_report(2, 3).unwrap();
        assert_eq!(report.terms[0].input, "0.336", "what the first node gave goes into the output");
        assert!(report.is_output && report.output.starts_with("1/(1 + e^("));
        assert_eq!(panel.node_report(3, 0), None);
        assert_eq!(panel.node_report(0, 4), None);
    }
}
