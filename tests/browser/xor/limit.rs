//! What can't be: XOR with one line, and two layers that are more than one without a step between them.

use playground_tests::{Page, Test, tests};

use super::{assert_agrees, model_of, open};

pub fn tests() -> Vec<Test> {
    tests![every_setting_is_tried_and_none_does_xor, two_layers_without_a_step_are_one]
}

fn every_setting_is_tried_and_none_does_xor(page: &Page<'_>) {
    let figure = open(page, "part=limit");
    assert!(figure.text(".sentence").ends_with("3 of 4 rows right."));
    figure.click(".limit .primary");
    page.wait_for(
        "the search",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.limit progress').value === 1",
    );
    page.settle();
    assert_eq!(
        figure.text(".limit .result"),
        "All 64,481,201 settings tried. The best get 3 of 4 rows right; none gets 4."
    );
    let counts = figure.texts(".meter .count");
    let sum: u64 = counts.iter().map(|count| count.replace(',', "").parse::<u64>().unwrap_or_default()).sum();
    assert_eq!((sum, counts[4].as_str()), (64_481_201, "0"));
    figure.click(".meter li:nth-child(4) button");
    assert!(figure.text(".sentence").ends_with("3 of 4 rows right."));
    let xor = model_of(&figure);
    assert_eq!(
        figure.texts(".truth tbody .work"),
        (0..4).map(|row| format!("{} →", xor.sum_text(row, 0))).collect::<Vec<_>>()
    );
    assert!(
        figure.text(".demands").contains("w1 + w2 + 2b > 0") && figure.text(".demands").contains("w1 + w2 + 2b ≤ 0")
    );
}

fn two_layers_without_a_step_are_one(page: &Page<'_>) {
    let figure = open(page, "part=collapse&yw1=-1");
    let xor = assert_agrees(&figure);
    let worked = figure.texts(".collapse .worked .sum");
    let matrices = xor.matrices();
    assert_eq!(worked[..2], matrices.weights_worked);
    assert_eq!(worked[2], matrices.bias_worked);
    let end = |text: &str| text.rsplit(' ').next().unwrap_or_default().to_owned();
    for row in 1..=4 {
        figure.click(&format!(".truth tbody tr:nth-child({row}) .x2"));
        let sums = figure.texts(".explained .worked .sum");
        assert_eq!(end(&sums[2]), end(&sums[3]), "both ways come to the same: {sums:?}");
    }
}
