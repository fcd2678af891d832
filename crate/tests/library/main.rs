//! Tests of the library from outside, natively and as WebAssembly: one program, because each would be linked by itself.

mod activations;
mod backward;
mod backward_panel;
mod backward_text;
mod bits;
mod classes;
mod convolution;
mod digits;
mod door;
mod every_panel;
mod export;
mod export_sequences;
mod figures;
mod files;
mod follow;
mod gan;
mod gan_diagnosis;
mod gates_state;
mod gates_words;
mod generate;
mod guides;
mod layers;
mod learning;
mod least_squares;
mod logistic;
mod many_runs;
mod model_files;
mod network_panel;
mod network_tables;
mod old_links;
mod picture;
mod playing;
mod population;
mod recurrent;
mod reference;
mod regression;
mod regression_shapes;
mod requests;
mod sequences;
mod settings_page;
mod slider_grid;
mod text_in_pictures;
mod texts;
mod training;
mod web;
mod xor_state;

#[cfg(not(target_arch = "wasm32"))]
mod common {
    pub mod acts;
    pub mod formula;
    pub mod lab;
    pub mod network;
    pub mod run;
    pub mod svg;
    pub mod text;
    pub mod texts;
}

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
