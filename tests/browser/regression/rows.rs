//! Rows from outside: what is wrong with them is said in both languages, and the old ones stay.

use super::{model_of, open};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        each_bad_file_is_named_by_line_and_column,
        rows_without_spread_are_taken_and_explained,
        a_file_of_a_hundred_thousand_rows_is_thinned_in_drawing_alone,
        settings_at_their_ends_are_explained,
    ]
}

fn paste(figure: &Figure<'_>, rows: &str) {
    figure.run("$('textarea').value = args[0]", &[json!(rows)]);
    figure.click(".folds details:nth-of-type(2) .buttons:last-child button");
}

fn unfold(figure: &Figure<'_>) {
    figure.click(".folds details:nth-of-type(2) summary");
}

/// The file, and how its sentence begins in English and Korean.
const BAD: [[&str; 3]; 9] = [
    ["x,y\n1,2\n3,four\n", "Line 3, column 3: “four”", "3번째 줄, 3번째 글자"],
    ["1,2\n", "Line 1: one row", "1번째 줄: 한 행"],
    ["1,2\n3,1e308\n", "Line 2, column 3: “1e308” is too large", "2번째 줄, 3번째 글자: 수가 너무"],
    ["1,2\n3,\n", "Line 2, column 3: a number is missing", "2번째 줄, 3번째 글자: 수가 빠졌"],
    ["1|2\n3|4\n", "Line 1, column 4: 1 cells", "1번째 줄, 4번째 글자: 칸 수"],
    ["x;y\n1,5;2\n2;3\n", "Line 2, column 1: write “1,5”", "2번째 줄, 1번째 글자: 소수점"],
    ["1,5,2,5\n2,0,-3,5\n", "Line 1: it looks as if commas", "1번째 줄: 칸을 나누는 쉼표"],
    ["x,y\n", "There is a header", "머리글만"],
    ["", "The file is empty", "파일이 비어"],
];

fn each_bad_file_is_named_by_line_and_column(page: &Page<'_>) {
    let figure = open(page, "");
    unfold(&figure);
    paste(&figure, "1,2\n2,4\n3,6.5\n4,8\n5,9\n6,12\n");
    let state = figure.state();
    for [rows, english, korean] in BAD {
        for (lang, said) in [("en", english), ("ko", korean)] {
            figure.run("figure.setAttribute('lang', args[0])", &[json!(lang)]);
            paste(&figure, rows);
            assert!(figure.text(".notice").starts_with(said), "{rows:?}: {}", figure.text(".notice"));
            assert_eq!(figure.state(), state, "the old rows are kept");
        }
    }
}

fn rows_without_spread_are_taken_and_explained(page: &Page<'_>) {
    let figure = open(page, "");
    unfold(&figure);
    paste(&figure, "2,1\n2,2\n2,3\n2,4\n2,5\n2,6\n2,7\n");
    assert!(figure.texts(".remarks li").iter().any(|text| text.starts_with("All x are the same")));
    figure.click(&super::button(4));
    assert!(super::assert_agrees(&figure).position() > 0);
    paste(&figure, "1,3\n2,3\n3,3\n4,3\n5,3\n6,3\n7,3\n");
    figure.click(&super::button(4));
    let lab = super::assert_agrees(&figure);
    assert!(lab.position() > 0 && !figure.text(".regression").contains("NaN"));
    assert_eq!(figure.text(".measures tr.r2 td"), "–", "there is no variance to explain");
    figure.click(".choice.task label:nth-of-type(2)");
    assert!(model_of(&figure).settings().own.is_none(), "labels are other data");
    paste(&figure, "1,0\n2,0\n3,1\n4,2\n5,1\n6,1\n");
    assert!(figure.text(".learning .problem").starts_with("Row 4: y is neither 0 nor 1"));
}

fn a_file_of_a_hundred_thousand_rows_is_thinned_in_drawing_alone(page: &Page<'_>) {
    let figure = open(page, "batch=10000&epochs=5");
    figure.run(
        "const rows = ['x,y']; for (let i = 0; i < 100000; i++) rows.push(`${i % 1000 / 250 - 2},${i % 7 / 7 + i % 1000 / 500}`);
         const input = $('input[type=file]'), transfer = new DataTransfer();
         transfer.items.add(new File([rows.join('\\n')], 'rows.csv'));
         input.files = transfer.files; input.dispatchEvent(new Event('change'));",
        &[],
    );
    page.wait_for(
        "the rows",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.sizes li')?.textContent.startsWith('100000')",
    );
    assert!(figure.text(".sentence").contains("of 100000 points are drawn; training uses every row"));
    let before = figure.text(".rule");
    figure.click(&super::button(4));
    page.wait_for(
        "the end of the run",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.player .position').textContent.includes('step 35')",
    );
    assert_ne!(figure.text(".rule"), before);
    // The line is still fitted by hand, over all these rows.
    figure.enter("#w-box", "1.5");
    assert!(figure.text(".rule").contains("1.5"), "{}", figure.text(".rule"));
}

fn settings_at_their_ends_are_explained(page: &Page<'_>) {
    for (state, said) in [
        ("epochs=0", "With 0 epochs"),
        ("rate=0", "With a learning rate of 0"),
        ("batch=1000", "A batch of 1000 is more than"),
        ("validation=0", "No rows are kept for validation"),
    ] {
        let figure = open(page, state);
        figure.click(&super::button(2));
        let remarks = figure.texts(".remarks li");
        assert!(remarks.iter().any(|text| text.starts_with(said)), "{state}: {remarks:?}");
    }
    let figure = open(page, "rate=10");
    figure.click(&super::button(4));
    assert!(figure.texts(".remarks li")[0].starts_with("It diverged"));
}
