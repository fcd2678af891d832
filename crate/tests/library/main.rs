//! Tests of the library from outside, natively and as WebAssembly: one program, because each would be linked by itself.

mod activations;
mod backward;
mod backward_panel;
mod backward_text;
mod bindings;
mod bits;
mod classes;
mod convolution;
mod digits;
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

mod common {
    #[cfg(not(target_arch = "wasm32"))]
    pub mod acts;
    #[cfg(not(target_arch = "wasm32"))]
    pub mod formula;
    #[cfg(not(target_arch = "wasm32"))]
    pub mod lab;
    pub mod network;
    #[cfg(not(target_arch = "wasm32"))]
    pub mod plain;
    #[cfg(not(target_arch = "wasm32"))]
    pub mod run;
    #[cfg(not(target_arch = "wasm32"))]
    pub mod svg;
    #[cfg(not(target_arch = "wasm32"))]
    pub mod text;
    #[cfg(not(target_arch = "wasm32"))]
    pub mod texts;
}

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
