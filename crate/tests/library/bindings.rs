//! The engine as JavaScript has it, in a real browser: through the typed bindings alone.

#![cfg(target_arch = "wasm32")]

use js_sys::Float32Array;
use perceptron_playground::web::network::{JsNetwork, JsOptimizer, JsPoints};
use perceptron_playground::web::perceptron::JsPerceptron;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::JsError;
use wasm_bindgen_test::wasm_bindgen_test;

const INPUTS: [f32; 8] = [0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0];
const XOR: [f32; 4] = [0.0, 1.0, 1.0, 0.0];

fn network(activations: [&str; 2]) -> Result<JsNetwork, JsError> {
    JsNetwork::new(&[2, 4, 1], activations.map(String::from).to_vec())
}

fn message<T>(result: Result<T, JsError>) -> String {
    let error = result.err().map(JsValue::from).unwrap_or_default();
    js_sys::Reflect::get(&error, &"message".into()).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

#[wasm_bindgen_test]
fn a_network_learns_xor_and_predicts_it() -> Result<(), JsError> {
    let mut network = network(["tanh", "sigmoid"])?;
    network.initialize("glorot", 3)?;
    network.compile("binary-cross-entropy", &JsOptimizer::adam(0.05, None, None, None), 4)?;
    network.set_validation(&INPUTS, &XOR)?;
    network.set_data(&INPUTS, &XOR)?;
    let start = network.parameters().to_vec();
    network.train(500)?;
    assert!(network.loss()? < 0.05 && (network.epochs()?, network.steps()?) == (500.0, 500.0));
    assert_eq!((network.losses()?.len(), network.validation_losses()?.len()), (500, 500));
    let points = JsPoints::new(2, &INPUTS)?;
    let outputs = network.predict(&points)?.to_vec();
    assert!(outputs.iter().zip(XOR).all(|(output, target)| (output - target).abs() < 0.1), "{outputs:?}");
    let again = Float32Array::new_with_length(4);
    network.predict_into(&points, &again)?;
    assert_eq!(again.to_vec(), outputs);
    assert_eq!(network.predict_units(&points)?.to_vec()[16..], outputs);

    let learned = network.parameters().to_vec();
    network.restart(&start)?;
    network.train(500)?;
    assert_eq!(network.parameters().to_vec(), learned);
    Ok(())
}

#[wasm_bindgen_test]
fn what_is_wrong_is_said_in_a_sentence() -> Result<(), JsError> {
    assert!(message(network(["tanh", "cosine"])).contains("`cosine` is not an activation: choose from tanh, relu"));
    let mut network = network(["tanh", "sigmoid"])?;
    assert!(message(network.train(1)).contains("call setData first"));
    assert!(message(network.set_data(&INPUTS[..7], &XOR)).contains("must be"));
    assert!(message(network.set_parameters(&[f32::NAN; 17])).contains("Parameter number 1"));
    network.compile("mse", &JsOptimizer::sgd(0.1, None), 4)?;
    network.set_data(&INPUTS, &XOR)?;
    assert!(message(network.compile("mse", &JsOptimizer::sgd(-1.0, None), 4)).contains("learning rate"));
    assert!(
        message(network.predict_into(&JsPoints::new(2, &INPUTS)?, &Float32Array::new_with_length(3))).contains('4')
    );
    Ok(())
}

#[wasm_bindgen_test]
fn a_perceptron_learns_and() -> Result<(), JsError> {
    let mut perceptron = JsPerceptron::new(0.0, 0.0, 0.0)?;
    let mistakes = perceptron.learn(&[0, 0, 0, 1], 0.1, 400)?;
    assert!(mistakes > 0.0 && perceptron.learn(&[0, 0, 0, 1], 0.1, 400)? == 0.0);
    assert!(message(perceptron.learn(&[0, 1], 0.1, 1)).contains("four targets"));
    Ok(())
}
