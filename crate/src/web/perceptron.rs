//! The perceptron rule for JavaScript, without a panel around it.

#![allow(clippy::missing_errors_doc)] // every error is a sentence for JavaScript to show

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, TieRule};

/// One perceptron with two binary inputs, its numbers exact hundredths.
#[wasm_bindgen(js_name = Perceptron)]
pub struct JsPerceptron(Perceptron);

#[wasm_bindgen(js_class = Perceptron)]
impl JsPerceptron {
    /// The perceptron with weights `w1`, `w2` and bias `b`, each rounded to hundredths.
    #[wasm_bindgen(constructor)]
    pub fn new(w1: f64, w2: f64, b: f64) -> Result<Self, JsError> {
        Ok(Self(Perceptron { weights: [decimal(w1)?, decimal(w2)?], bias: decimal(b)? }))
    }

    /// Applies the rule w ← w + η·(t − y)·x so many times, to the rows (0,0), (0,1), (1,0), (1,1) in turn, whose wanted
    /// outputs are the four `targets`. Gives the number of wrong outputs on the way.
    pub fn learn(&mut self, targets: &[u8], rate: f64, updates: u32) -> Result<f64, JsError> {
        let &[t00, t01, t10, t11] = targets else {
            return Err(JsError::new("There must be four targets, one for each row of the truth table."));
        };
        let targets = [t00, t01, t10, t11].map(|target| target != 0);
        let (after, mistakes) = self.0.learn_table(targets, decimal(rate)?, TieRule::Above, u64::from(updates));
        self.0 = after;
        Ok(mistakes as f64)
    }

    /// w1, w2 and b.
    #[wasm_bindgen(getter)]
    pub fn parameters(&self) -> Vec<f64> {
        let Perceptron { weights: [w1, w2], bias } = self.0;
        [w1, w2, bias].map(Decimal::to_f64).to_vec()
    }
}

fn decimal(value: f64) -> Result<Decimal, JsError> {
    // Room for every sum on the way: the rule moves a number by at most the rate a time, and stays bounded.
    Decimal::nearest(value)
        .filter(|number| number.abs() <= Decimal::whole(1000))
        .ok_or_else(|| JsError::new(&format!("{value} is not a number from −1000 to 1000.")))
}
