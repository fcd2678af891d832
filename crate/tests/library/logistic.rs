//! Logistic regression held against a computation in 50 decimal digits, which reference/logistic.py makes from nothing but
//! the law of the data.

use perceptron_playground::data::exam::Exam;
use perceptron_playground::model::logistic::fit;
use serde_json::Value;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// From 10⁴ to 10⁵ rows, a seed each.
#[test]
fn fifty_classes_of_ten_to_a_hundred_thousand_students_have_the_reference_s_curves() {
    let reference: Value = serde_json::from_str(include_str!("reference/logistic.json")).unwrap();
    let classes = reference["classes"].as_array().unwrap();
    assert_eq!(classes.len(), 50);
    for class in classes {
        let number = |name: &str| class[name].as_u64().unwrap();
        let students = usize::try_from(number("students")).unwrap();
        let results = Exam { students, seed: number("seed"), ..Exam::default() }.results();
        assert_eq!(results.iter().filter(|student| student.passed).count() as u64, number("passed"), "{class}");
        let hours: Vec<_> = results.iter().map(|student| student.hours).collect();
        let labels: Vec<_> = results.iter().map(|student| f64::from(u8::from(student.passed))).collect();
        let [w, b] = fit(&hours, &labels).unwrap();
        let difference = |got: f64, name: &str| (got - class[name].as_f64().unwrap()).abs();
        assert!(difference(w, "w") < 1e-6 && difference(b, "b") < 1e-6, "{w} {b} {class}");
    }
}
