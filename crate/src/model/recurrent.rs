//! A recurrent layer: h(t) = tanh(w·x(t) + U·h(t − 1) + b) with h(0) = 0, and a forecast y(t) = v·h(t) + c; learned by
//! backpropagation through time.

use crate::random::Random;

/// A recurrent layer of tanh units with one input, followed by one linear output.
#[derive(Clone, Debug, PartialEq)]
pub struct SimpleRnn {
    units: usize,
    parameters: Vec<f64>,
}

/// The forward pass of a series.
#[derive(Clone, Debug, PartialEq)]
pub struct SeriesOutput {
    /// The states `[steps, units]`.
    pub states: Vec<f64>,
    /// The outputs `[steps]`.
    pub outputs: Vec<f64>,
}

impl SimpleRnn {
    /// A layer with its parameters: input weights w `[u]`, recurrent weights U `[to, from]`, biases b `[u]`, output weights v `[u]`, and
    /// the output bias c.
    ///
    /// # Panics
    /// When there are not u² + 3u + 1 parameters.
    pub fn new(units: usize, parameters: Vec<f64>) -> Self {
        assert_eq!(parameters.len(), Self::parameter_count(units), "parameters for {units} units");
        Self { units, parameters }
    }

    /// The number of parameters: u·(1 + u + 1) of the layer and u + 1 of the output.
    pub const fn parameter_count(units: usize) -> usize {
        units * (units + 3) + 1
    }

    /// An initialized layer: weights uniform in ±1/√u, as in `PyTorch`'s `RNN` and `Linear`, and biases 0.
    pub fn initialized(units: usize, seed: u64) -> Self {
        let mut random = Random::stream(seed, 7);
        let bound = 1.0 / (units as f64).sqrt();
        let mut layer = Self { units, parameters: vec![0.0; Self::parameter_count(units)] };
        for at in 0..layer.parameters.len() {
            let value = random.between(-bound, bound);
            let is_bias = layer.biases().contains(&at) || at + 1 == layer.parameters.len();
            layer.parameters[at] = if is_bias { 0.0 } else { value };
        }
        layer
    }

    /// The number of units u.
    pub fn units(&self) -> usize {
        self.units
    }

    /// All parameters; see [`SimpleRnn::new`].
    pub fn parameters(&self) -> &[f64] {
        &self.parameters
    }

    fn biases(&self) -> std::ops::Range<usize> {
        let start = self.units + self.units * self.units;
        start..start + self.units
    }

    /// The input weight w of a unit.
    pub fn input_weight(&self, unit: usize) -> f64 {
        self.parameters[unit]
    }

    /// The recurrent weight in U from the previous state of a unit.
    pub fn state_weight(&self, to: usize, from: usize) -> f64 {
        self.parameters[self.units * (1 + to) + from]
    }

    /// The bias of a unit.
    pub fn bias(&self, unit: usize) -> f64 {
        self.parameters[self.biases().start + unit]
    }

    /// The output weight v of a unit.
    pub fn output_weight(&self, unit: usize) -> f64 {
        self.parameters[self.biases().end + unit]
    }

    /// The output bias c.
    pub fn output_bias(&self) -> f64 {
        self.parameters[self.parameters.len() - 1]
    }

    /// The forward pass of a series from its start.
    pub fn run(&self, inputs: &[f64]) -> SeriesOutput {
        let u = self.units;
        let mut states = Vec::with_capacity(inputs.len() * u);
        let mut outputs = Vec::with_capacity(inputs.len());
        for (t, x) in inputs.iter().enumerate() {
            for to in 0..u {
                let mut sum = self.bias(to) + self.input_weight(to) * x;
                if t > 0 {
                    sum += (0..u).map(|from| self.state_weight(to, from) * states[(t - 1) * u + from]).sum::<f64>();
                }
                states.push(libm::tanh(sum));
            }
            let weighted: f64 = (0..u).map(|unit| self.output_weight(unit) * states[t * u + unit]).sum();
            outputs.push(weighted + self.output_bias());
        }
        SeriesOutput { states, outputs }
    }

    /// The mean squared error over a series and its gradient, by backpropagation through time: from the last step back,
    /// ∂L/∂a(t) = (v·∂L/∂y(t) + Uᵀ·∂L/∂a(t + 1))·(1 − h(t)²).
    ///
    /// # Panics
    /// When there are not as many targets as inputs.
    pub fn gradient(&self, inputs: &[f64], targets: &[f64]) -> (f64, Vec<f64>) {
        assert_eq!(inputs.len(), targets.len());
        let (u, run) = (self.units, self.run(inputs));
        let mut gradient = vec![0.0; self.parameters.len()];
        let (biases, last) = (self.biases(), self.parameters.len() - 1);
        let count = inputs.len().max(1) as f64;
        let mut loss = 0.0;
        // ∂L/∂a of the step after.
        let mut after = vec![0.0; u];
        for t in (0..inputs.len()).rev() {
            let error = run.outputs[t] - targets[t];
            loss += error * error / count;
            let slope = 2.0 * error / count;
            gradient[last] += slope;
            let mut here = vec![0.0; u];
            for (unit, delta) in here.iter_mut().enumerate() {
                let h = run.states[t * u + unit];
                gradient[biases.end + unit] += slope * h;
                let from_after: f64 = (0..u).map(|to| self.state_weight(to, unit) * after[to]).sum();
                *delta = (slope * self.output_weight(unit) + from_after) * (1.0 - h * h);
                gradient[unit] += *delta * inputs[t];
                gradient[biases.start + unit] += *delta;
                if t > 0 {
                    for from in 0..u {
                        gradient[u * (1 + unit) + from] += *delta * run.states[(t - 1) * u + from];
                    }
                }
            }
            after = here;
        }
        (loss, gradient)
    }
}

/// Adam with the default settings of Keras, in double precision; see [`super::optimizer::Optimizer::Adam`] for the formula.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adam {
    steps: i32,
    first_moments: Vec<f64>,
    second_moments: Vec<f64>,
}

impl Adam {
    /// One update of the parameters. False, without any change, when a number would not be finite.
    pub fn step(&mut self, layer: &mut SimpleRnn, gradient: &[f64], rate: f64) -> bool {
        const BETA: [f64; 2] = [0.9, 0.999];
        let mut next = self.clone();
        next.first_moments.resize(gradient.len(), 0.0);
        next.second_moments.resize(gradient.len(), 0.0);
        next.steps += 1;
        let [decay1, decay2] = BETA.map(|beta| 1.0 - libm::pow(beta, f64::from(next.steps)));
        let pace = rate * decay2.sqrt() / decay1;
        let mut parameters = layer.parameters.clone();
        for (at, g) in gradient.iter().enumerate() {
            next.first_moments[at] += (1.0 - BETA[0]) * (g - next.first_moments[at]);
            next.second_moments[at] += (1.0 - BETA[1]) * (g * g - next.second_moments[at]);
            parameters[at] -= pace * next.first_moments[at] / (next.second_moments[at].sqrt() + 1e-7);
        }
        let is_finite = parameters.iter().chain(&next.second_moments).all(|value| value.is_finite());
        if is_finite {
            layer.parameters = parameters;
            *self = next;
        }
        is_finite
    }
}
