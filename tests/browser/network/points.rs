//! Points by hand and from files.

use super::{model_of, open, tab_to};
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        points_are_added_moved_relabelled_and_deleted_by_keys,
        points_are_added_on_the_picture,
        a_file_of_points_is_taken_and_a_bad_one_is_told_with_its_place,
        a_file_of_100_000_rows_is_kept_whole_and_one_too_long_changes_nothing,
        data_too_large_is_told_in_both_languages_with_a_way_out,
    ]
}

fn points_are_added_moved_relabelled_and_deleted_by_keys(page: &Page<'_>) {
    let figure = open(page, "data=gate-xor&noise=0");
    figure.focus(".choice.tool input");
    page.press(&[key::RIGHT]);
    tab_to(&figure, ".view .buttons button");
    page.press(&[key::ENTER]);
    let model = model_of(&figure);
    assert_eq!((model.points().len(), model.points()[4].inputs, model.points()[4].label), (5, [0.0, 0.0], true));
    figure.focus(".handle.point");
    page.press(&[key::SHIFT, key::RIGHT]);
    page.press(&[key::SPACE]);
    let moved = model_of(&figure).points()[4];
    assert!(moved.inputs[0] > 0.1 && moved.inputs[1] == 0.0 && !moved.label, "{moved:?}");
    page.press(&["\u{E017}"]);
    assert_eq!(model_of(&figure).points().len(), 4);
}

fn points_are_added_on_the_picture(page: &Page<'_>) {
    let figure = open(page, "data=gate-xor&noise=0");
    figure.click(".choice.tool label:nth-of-type(4)");
    figure.click(".picture canvas[role=img]");
    let points = model_of(&figure).points().to_vec();
    assert_eq!(points.len(), 5);
    assert!(!points[4].label && points[4].inputs.iter().all(|x| (x - 0.5).abs() < 0.15), "{:?}", points[4]);
}

/// Hands the file box a file, as a choice in the browser's own window does.
#[track_caller]
fn choose_file(figure: &Figure<'_>, content: &str) {
    figure.run(
        "const files = new DataTransfer();
         files.items.add(new File([args[0]], 'points.csv', { type: 'text/csv' }));
         const box = $('.settings input[type=file]');
         box.files = files.files;
         box.dispatchEvent(new Event('change'));",
        &[json!(content)],
    );
    figure.page.settle();
    figure.page.settle();
}

fn a_file_of_points_is_taken_and_a_bad_one_is_told_with_its_place(page: &Page<'_>) {
    let figure = open(page, "");
    choose_file(&figure, "\u{feff}x1,x2,label\r\n0.5,-1.25,1\r\n\"2\",3,0\r\n-1,1,0\r\n");
    let model = model_of(&figure);
    assert_eq!(
        model.points().iter().map(|point| point.inputs).collect::<Vec<_>>(),
        [[0.5, -1.25], [2.0, 3.0], [-1.0, 1.0]]
    );
    let state = figure.state();
    for (content, place) in [("1,2,0\n1e308,1,1\n", "line 2"), ("1,2,7\n1,2,0\n", "0 or 1"), ("", "empty")] {
        choose_file(&figure, content);
        assert!(figure.text(".notice").to_lowercase().contains(place), "{}", figure.text(".notice"));
        assert_eq!(figure.state(), state);
    }
}

fn a_file_of_100_000_rows_is_kept_whole_and_one_too_long_changes_nothing(page: &Page<'_>) {
    let figure = open(page, "");
    let rows =
        |count: u32| (0..count).fold(String::new(), |rows, i| rows + &format!("{},{},{}\n", i % 97, i % 13, i % 2));
    choose_file(&figure, &rows(100_000));
    page.wait_for(
        "the points",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.point-text').textContent.includes('of 100000')",
    );
    assert!(!figure.shows(".notice"), "{}", figure.text(".notice"));
    // It is more than a link can hold, which is said; a file holds it.
    assert!(figure.text(".figure").contains("too large for a link"));
    figure.click(".player .buttons button:nth-child(4)");
    assert_eq!(figure.text(".position"), "epoch 1");
    choose_file(&figure, &rows(200_001));
    page.wait_for(
        "what is wrong",
        "return !(document.querySelector('perceptron-playground').shadowRoot.querySelector('.notice')?.hidden ?? true)",
    );
    assert!(figure.text(".notice").contains("200"), "{}", figure.text(".notice"));
    assert!(
        figure.text(".point-text").contains("of 100000") && figure.text(".position") == "epoch 1",
        "nothing is lost"
    );
}

fn data_too_large_is_told_in_both_languages_with_a_way_out(page: &Page<'_>) {
    let problem = ".network-words .problem";
    for (lang, part) in [("en", "point 2: its input x2² would be 1.6·10¹³"), ("ko", "2번째 점")] {
        page.open(&format!("/?lang={lang}#panel=network&inputs=x1.x2.x2x2"));
        let figure = page.figure();
        choose_file(&figure, "1,2,0\n3,4000000,1\n5,6,1\n");
        assert!(figure.text(problem).contains(part), "{}", figure.text(problem));
        figure.click(".inputs button:nth-of-type(4)");
        assert_eq!((figure.text(problem), model_of(&figure).points().len()), (String::new(), 3));
    }
}
