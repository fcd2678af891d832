//! One perceptron, and why it can't.

use wasm_bindgen::prelude::wasm_bindgen;

use super::XorDoor;
use crate::web::contradiction::ContradictionReport;

#[wasm_bindgen(js_class = Xor)]
impl XorDoor {
    /// Goes on with the search by one value of w1. Says whether there are more.
    #[wasm_bindgen(js_name = advanceSearch)]
    pub fn advance_search(&mut self) -> bool {
        self.0.advance_search()
    }

    /// Begins the search anew.
    #[wasm_bindgen(js_name = restartSearch)]
    pub fn restart_search(&mut self) {
        self.0.restart_search();
    }

    /// The share of the search that is done, from 0 to 1.
    #[wasm_bindgen(getter, js_name = searchShare)]
    pub fn search_share(&self) -> f64 {
        self.0.search().tried() as f64 / self.0.search().total() as f64
    }

    /// How many settings have been tried, and how many there are, with thousands apart.
    #[wasm_bindgen(getter, js_name = searchTexts)]
    pub fn search_texts(&self) -> Vec<String> {
        let search = self.0.search();
        vec![grouped(search.tried()), grouped(search.total())]
    }

    /// How many of them get 0, 1, 2, 3 and 4 rows right, with thousands apart.
    #[wasm_bindgen(getter, js_name = searchCounts)]
    pub fn search_counts(&self) -> Vec<String> {
        self.0.search().counts().map(grouped).to_vec()
    }

    /// The same as shares of the settings tried.
    #[wasm_bindgen(getter, js_name = searchShares)]
    pub fn search_shares(&self) -> Vec<f64> {
        let search = self.0.search();
        search.counts().map(|count| count as f64 / search.tried().max(1) as f64).to_vec()
    }

    /// Takes the first setting found that gets so many rows right. Says whether there is one.
    #[wasm_bindgen(js_name = takeExample)]
    pub fn take_example(&mut self, right: usize) -> bool {
        let example = self.0.search().example(right);
        example.map(|perceptron| self.0.place_single(perceptron)).is_some()
    }

    /// Why no line can do XOR.
    #[wasm_bindgen(getter)]
    pub fn contradiction(&self) -> ContradictionReport {
        ContradictionReport(self.0.contradiction())
    }
}

/// A count with thousands apart: `64,481,201`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
