//! Backpropagation through time.

use std::ops::Range;

use super::loops::{add_scaled, dot};
use super::{Element, RecurrentNetwork, Sequence};

/// What a forward and a backward pass over a window write to, kept between passes.
#[derive(Clone, Debug, Default)]
pub(super) struct Buffers {
    /// The state before the window, then those after each of its elements `[steps + 1, units]`.
    states: Vec<f64>,
    /// What is forecast after each element `[steps, width]`, then the gradient of the loss by the output sums.
    outputs: Vec<f64>,
    /// The gradient of the loss by the parameters, in their order.
    pub gradient: Vec<f64>,
    /// The gradient by the sums before tanh, of a step and of the one after it.
    here: Vec<f64>,
    after: Vec<f64>,
}

impl Buffers {
    /// The state after the window.
    pub fn last_state(&self, units: usize) -> &[f64] {
        &self.states[self.states.len() - units..]
    }
}

impl RecurrentNetwork {
    /// The mean loss over a window of a sequence, begun in `state`, and its gradient by backpropagation through time: from the last step
    /// back, ∂L/∂a(t) = (V·∂L/∂y(t) + U·∂L/∂a(t + 1))·(1 − h(t)²). What lies before the window gets no gradient. So the whole sequence
    /// as one window is the whole gradient, and a shorter one truncates it.
    pub(super) fn backpropagate(
        &self,
        sequence: &Sequence,
        window: Range<usize>,
        state: &[f64],
        buffers: &mut Buffers,
    ) -> f64 {
        let (units, width) = (self.units(), self.elements().width());
        let (places, count) = (self.places(), window.len());
        let Buffers { states, outputs, gradient, here, after } = buffers;
        states.resize((count + 1) * units, 0.0);
        outputs.resize(count * width, 0.0);
        gradient.clear();
        gradient.resize(self.parameters().len(), 0.0);
        states[..units].copy_from_slice(state);
        let mut loss = 0.0;
        let share = 1.0 / count.max(1) as f64;
        for (step, at) in window.clone().enumerate() {
            let (before, next) = states[step * units..].split_at_mut(units);
            self.read(sequence.element(at), before, &mut next[..units]);
            let output = &mut outputs[step * width..(step + 1) * width];
            self.answer(&next[..units], output);
            self.forecast(output);
            // The derivative of both losses is the forecast less what came: twice of that where it is squared.
            match sequence.element(at + 1) {
                Element::Number(target) => {
                    let error = output[0] - target;
                    loss += error * error;
                    output[0] = 2.0 * error * share;
                }
                Element::Letter(target) => {
                    loss -= libm::log(output[target].max(f64::MIN_POSITIVE));
                    output[target] -= 1.0;
                    for slope in output.iter_mut() {
                        *slope *= share;
                    }
                }
            }
        }
        here.resize(units, 0.0);
        after.clear();
        after.resize(units, 0.0);
        let (input, weights) = gradient.split_at_mut(places.recurrent.start);
        let (recurrent, weights) = weights.split_at_mut(units * units);
        let (bias, weights) = weights.split_at_mut(units);
        let (output_weights, output_bias) = weights.split_at_mut(units * width);
        for (step, at) in window.enumerate().rev() {
            let slopes = &outputs[step * width..(step + 1) * width];
            let (before, state) = states[step * units..(step + 2) * units].split_at(units);
            add_scaled(output_bias, 1.0, slopes);
            for (h, sums) in state.iter().zip(output_weights.chunks_exact_mut(width)) {
                add_scaled(sums, *h, slopes);
            }
            self.carry_back(slopes, after, state, here);
            add_scaled(bias, 1.0, here);
            match sequence.element(at) {
                Element::Number(x) => add_scaled(input, x, here),
                Element::Letter(letter) => add_scaled(&mut input[letter * units..][..units], 1.0, here),
            }
            for (h, sums) in before.iter().zip(recurrent.chunks_exact_mut(units)) {
                add_scaled(sums, *h, here);
            }
            std::mem::swap(here, after);
        }
        loss * share
    }

    /// The gradient by a step's sums before tanh, `here`, from that by its output sums and that by the sums of the step after.
    fn carry_back(&self, slopes: &[f64], after: &[f64], state: &[f64], here: &mut [f64]) {
        let places = self.places();
        let outputs = self.parameters()[places.output].chunks_exact(slopes.len());
        let recurrent = self.parameters()[places.recurrent].chunks_exact(self.units());
        for (((delta, h), output), row) in here.iter_mut().zip(state).zip(outputs).zip(recurrent) {
            *delta = (dot(output, slopes) + dot(row, after)) * (1.0 - h * h);
        }
    }

    /// The mean loss over a whole sequence, and its gradient.
    pub fn gradient(&self, sequence: &Sequence) -> (f64, Vec<f64>) {
        let mut buffers = Buffers::default();
        let loss = self.backpropagate(sequence, 0..sequence.pairs(), &vec![0.0; self.units()], &mut buffers);
        (loss, buffers.gradient)
    }

    /// How far the gradient reaches back in time: the lengths of ∂L(t)/∂h(t), ∂L(t)/∂h(t − 1), and so on, of the loss after the element
    /// at place t alone. There are at most `most` of them. `states` are those of a run over the sequence.
    pub fn reach(&self, sequence: &Sequence, states: &[f64], at: usize, most: usize) -> Vec<f64> {
        let (units, width) = (self.units(), self.elements().width());
        let state = |at: usize| &states[at * units..(at + 1) * units];
        let mut slopes = vec![0.0; width];
        self.answer(state(at), &mut slopes);
        self.forecast(&mut slopes);
        match sequence.element(at + 1) {
            Element::Number(target) => slopes[0] = 2.0 * (slopes[0] - target),
            Element::Letter(target) => slopes[target] -= 1.0,
        }
        let rows = |range: Range<usize>, width: usize| self.parameters()[range].chunks_exact(width);
        let mut by_state: Vec<f64> = rows(self.places().output, width).map(|row| dot(row, &slopes)).collect();
        let mut lengths = Vec::new();
        for back in 0..most.min(at + 1) {
            lengths.push(dot(&by_state, &by_state).sqrt());
            let by_sum: Vec<f64> = by_state.iter().zip(state(at - back)).map(|(g, h)| g * (1.0 - h * h)).collect();
            by_state = rows(self.places().recurrent, units).map(|row| dot(row, &by_sum)).collect();
        }
        lengths
    }
}
