//! The panel `regression`: fitted by eye, trained, looked back on, expected, and fed with other rows.

mod rows;
mod shapes;

use perceptron_playground::panel::regression::Regression;
use playground_tests::figure::plain;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    let own = tests![
        the_line_follows_the_mouse_by_its_end,
        the_line_is_fitted_by_keys_alone,
        a_batch_is_ringed_and_its_update_shown,
        what_a_run_has_drawn_is_what_its_link_draws_anew,
        playing_ends_with_the_last_epoch,
        the_history_goes_back_and_on,
        a_rate_that_diverges_is_explained_and_the_page_goes_on,
        what_is_expected_is_drawn_by_keys_and_by_mouse,
        pasted_rows_are_taken_and_bad_ones_named,
        points_are_placed_by_mouse_and_by_keys,
        a_hundred_thousand_rows_train_and_can_be_stopped,
        a_link_opens_the_same_bits,
        no_word_of_the_ruler_is_parted_on_a_phone,
    ];
    [own, shapes::tests(), rows::tests()].concat()
}

/// The player's buttons: play, one batch, one epoch, to the end, reset.
fn button(nth: usize) -> String {
    format!(".player .buttons button:nth-child({nth})")
}

/// The state of a figure, in an engine of our own.
#[track_caller]
fn model_of(figure: &Figure<'_>) -> Regression {
    let mut lab = Regression::default();
    let state = figure.state();
    assert_eq!(lab.load(&state), [], "the state that a figure tells is one that can be loaded: {state}");
    lab
}

/// Checks that what is read is what the model has.
#[track_caller]
fn assert_agrees(figure: &Figure<'_>) -> Regression {
    let lab = model_of(figure);
    assert_eq!(figure.text(".rule"), lab.equation());
    assert_eq!(figure.value("#w-box"), lab.value("w").unwrap());
    assert_eq!(figure.value("#b-box"), lab.value("b").unwrap());
    let updates = lab.update().map_or_else(Vec::new, Vec::from);
    let shown = figure.texts(".updates li");
    assert_eq!(shown, updates.iter().map(|text| plain(text)).collect::<Vec<_>>());
    lab
}

#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open_panel("regression", state)
}

fn the_line_follows_the_mouse_by_its_end(page: &Page<'_>) {
    let figure = open(page, "");
    let before = assert_agrees(&figure).line();
    figure.drag(Pointer::Mouse, ".plot.scatter .handle:nth-of-type(2)", &[(0, -60)]);
    let lab = assert_agrees(&figure);
    assert!(lab.line()[0] > before[0] + 0.2 && lab.settings().by_hand, "{:?}", lab.line());
    figure.drag(Pointer::Touch, ".plot.scatter .handle:nth-of-type(1)", &[(0, 60)]);
    assert!(assert_agrees(&figure).line()[0] > lab.line()[0] + 0.2);
    figure.click(".takeaway button:nth-child(1)");
    assert_eq!(assert_agrees(&figure).line(), lab.line(), "one drag is taken back in one step");
}

fn the_line_is_fitted_by_keys_alone(page: &Page<'_>) {
    let figure = open(page, "");
    figure.focus(".goals > .buttons button:nth-child(1)");
    page.press(&[key::ENTER]);
    assert!(figure.text(".asked p").starts_with("Move the line") && !figure.shows(".reached"));
    figure.focus(".plot.scatter .handle:nth-of-type(2)");
    page.press(&[key::SHIFT, key::UP]);
    assert!(assert_agrees(&figure).line()[0] > 0.0);
    for (name, value) in [("w", "1.6"), ("b", "-0.7")] {
        figure.focus(&format!("#{name}-box"));
        page.press(&[key::CONTROL, "a"]);
        page.type_text(value);
        page.press(&[key::ENTER]);
    }
    assert!(figure.text(".reached").starts_with("Within 5 %"), "{}", figure.text(".reached"));
    assert_eq!(figure.text(".voice"), figure.text(".reached"));
    assert_agrees(&figure);
}

fn a_batch_is_ringed_and_its_update_shown(page: &Page<'_>) {
    let figure = open(page, "");
    assert_eq!(figure.texts(".updates li"), [""; 0]);
    let blank = figure.picture();
    figure.click(&button(2));
    assert_eq!(assert_agrees(&figure).position(), 1);
    assert_ne!(figure.picture(), blank);
    assert_eq!(figure.texts(".ruler .value"), ["32 rows", "1 of 4", "1 of 100"]);
    figure.click(&button(3));
    assert_eq!(figure.texts(".ruler .value"), ["32 rows", "4 of 4", "1 of 100"]);
    assert!(figure.texts(".figure-part .sentence")[0].starts_with("Epoch 1: training loss"));
    figure.click(&button(4));
    let lab = assert_agrees(&figure);
    assert_eq!((lab.position(), figure.text(".player .position")), (400, "step 400, epoch 100".to_owned()));
    assert!(figure.text(".voice").starts_with("All 100 epochs done"), "{}", figure.text(".voice"));
    assert_eq!(figure.texts(".sizes li")[3], "Updates: 100 × 4 → 400");
    assert_eq!(
        figure.texts(".measures tbody tr:nth-child(1) td")[0],
        lab.equation().split(['=', '·']).nth(1).unwrap().trim()
    );
}

fn what_a_run_has_drawn_is_what_its_link_draws_anew(page: &Page<'_>) {
    for state in
        ["best=on", "residuals=on&paths=compare", "task=logistic&optimizer=adam&rate=0.1", "degree=5&rate=0.1&axis=log"]
    {
        let figure = open(page, state);
        let pictures = |figure: &Figure<'_>| {
            let script =
                "return [...root.querySelectorAll('.plot canvas')].filter(isShown).map((canvas) => canvas.toDataURL())";
            figure.run(script, &[])
        };
        (0..7).for_each(|_| figure.click(&button(2)));
        (0..3).for_each(|_| figure.click(&button(3)));
        let (played, link) = (pictures(&figure), figure.state());
        assert!(played.as_array().is_some_and(|pictures| pictures.len() > 2) && link.contains("steps="), "{link}");
        // assert_eq would print pictures.
        assert!(pictures(&open(page, &link)) == played, "{link}");
    }
}

fn playing_ends_with_the_last_epoch(page: &Page<'_>) {
    let figure = open(page, "speed=1000&epochs=30");
    figure.click(&button(1));
    page.wait_for(
        "the end of the run",
        "return document.querySelector('perceptron-playground').query.includes('steps=120')",
    );
    assert_eq!(figure.text(&button(1)), "Play");
    assert_eq!(assert_agrees(&figure).position(), 120);
}

fn the_history_goes_back_and_on(page: &Page<'_>) {
    let figure = open(page, "");
    figure.click(&button(4));
    let end = assert_agrees(&figure).line();
    figure.focus(".history");
    page.press(&[key::HOME]);
    assert_eq!(assert_agrees(&figure).position(), 0);
    page.press(&[key::RIGHT]);
    assert_eq!(assert_agrees(&figure).position(), 1);
    page.press(&[key::END]);
    assert_eq!(assert_agrees(&figure).line(), end);
    figure.click(&button(5));
    assert_eq!((assert_agrees(&figure).position(), figure.is_enabled(".history")), (0, false));
}

fn a_rate_that_diverges_is_explained_and_the_page_goes_on(page: &Page<'_>) {
    let figure = open(page, "batch=128&epochs=10000&axis=log&goal=diverge");
    figure.enter("#rate-box", "0.78");
    figure.click(&button(4));
    let remark = figure.texts(".remarks li")[0].clone();
    let bound = model_of(&figure).divergence_rate().unwrap();
    assert!(remark.starts_with("It diverged: in step") && remark.contains(&format!("2/λ = {bound:.4}")), "{remark}");
    assert!(!figure.text(".regression").contains("NaN") && figure.shows(".reached"));
    figure.enter("#rate-box", "0.1");
    assert!(!figure.texts(".remarks li").iter().any(|text| text.contains("diverged")));
    figure.click(&button(3));
    assert_eq!(assert_agrees(&figure).position(), 1);
    figure.enter("#rate-box", "0,1");
    assert!(figure.text("#rate-problem").contains("comma") || figure.text("#rate-problem").contains("point"));
}

fn what_is_expected_is_drawn_by_keys_and_by_mouse(page: &Page<'_>) {
    let figure = open(page, "");
    figure.focus(".figure-part .buttons button");
    page.press(&[key::ENTER]);
    let handle = ".figure-part .handle";
    figure.focus(handle);
    page.press(&[key::RIGHT]);
    page.press(&[key::SHIFT, key::DOWN]);
    let level = model_of(&figure).knots();
    assert!(level[1][1] < level[0][1] - 0.2, "{level:?}");
    assert!(figure.attribute(handle, "aria-valuetext").starts_with("epoch 10: "));
    figure.reveal(".plot.sketching");
    figure.drag(Pointer::Mouse, ".plot.sketching canvas", &[(120, 40)]);
    assert_ne!(model_of(&figure).knots(), level);
    assert!(!figure.shows(".gap"));
    figure.click(&button(4));
    assert!(figure.text(".gap").contains("on average") && !figure.shows(handle));
}

fn pasted_rows_are_taken_and_bad_ones_named(page: &Page<'_>) {
    let figure = open(page, "");
    let own = ".folds details:nth-of-type(2)";
    figure.click(&format!("{own} summary"));
    let paste = |rows: &str| {
        figure.run("$('textarea').value = args[0]", &[json!(rows)]);
        figure.click(&format!("{own} .buttons:last-child button"));
    };
    paste("x,y\n1,2\n2,4\n3,6.5\n4,8\n5,9.5\n6,12\n");
    let lab = assert_agrees(&figure);
    assert_eq!((lab.sizes()[0], lab.noise_floor()), (6, None));
    let state = figure.state();
    for (lang, rows, said) in [
        ("en", "1,2\n3,four\n", "Line 2, column 3: “four” is no number."),
        ("ko", "1;2\n3;\n", "2번째 줄, 3번째 글자: 수가 빠졌습니다."),
    ] {
        figure.run("figure.setAttribute('lang', args[0])", &[json!(lang)]);
        paste(rows);
        assert!(figure.text(".notice").starts_with(said), "{}", figure.text(".notice"));
        assert_eq!(figure.state(), state, "the old rows are kept");
    }
}

fn points_are_placed_by_mouse_and_by_keys(page: &Page<'_>) {
    let figure = open(page, "");
    figure.click(".folds details:nth-of-type(2) summary");
    figure.click(".folds details:nth-of-type(2) .buttons button:nth-child(1)");
    assert!(figure.text(".learning .problem").starts_with("0 rows are too few"));
    figure.focus(".handle.cross");
    for _ in 0..6 {
        page.press(&[key::SHIFT, key::RIGHT]);
        page.press(&[key::UP]);
        page.press(&[key::ENTER]);
    }
    assert_eq!(model_of(&figure).sizes()[0], 6);
    page.press(&["\u{E017}"]);
    assert_eq!(model_of(&figure).sizes()[0], 5);
    figure.reveal(".plot.placing");
    figure.page.drag(Pointer::Mouse, &figure.element(".plot.placing canvas"), (-90, 40), &[]);
    assert_eq!(model_of(&figure).sizes()[0], 6);
    figure.page.drag(Pointer::Mouse, &figure.element(".plot.placing canvas"), (-90, 40), &[]);
    assert_eq!(model_of(&figure).sizes()[0], 5, "a point that is there is taken away");
    figure.click(&button(3));
    assert!(assert_agrees(&figure).position() > 0);
}

fn a_hundred_thousand_rows_train_and_can_be_stopped(page: &Page<'_>) {
    let figure = open(page, "n=100000&batch=10000&epochs=10000");
    assert!(figure.text(".sentence").contains("of 100000 points are drawn; training uses every row"));
    figure.click(&button(4));
    page.wait_for(
        "progress",
        "return !document.querySelector('perceptron-playground').shadowRoot.querySelector('.rush').hidden",
    );
    figure.click(".rush button");
    assert!(!figure.shows(".rush"));
    let position = figure.text(".player .position");
    page.settle();
    assert_eq!(figure.text(".player .position"), position);
}

fn a_link_opens_the_same_bits(page: &Page<'_>) {
    let figure = open(page, "optimizer=adam&rate=0.1&batch=16&split=shuffled");
    figure.click(&button(4));
    let (state, line) = (figure.state(), assert_agrees(&figure).line());
    let figure = open(page, &state);
    assert_eq!(assert_agrees(&figure).line().map(f32::to_bits), line.map(f32::to_bits));
}

fn no_word_of_the_ruler_is_parted_on_a_phone(page: &Page<'_>) {
    page.browser.phone(360, 740);
    page.open_with("");
    for (lang, state) in ["en", "ko"]
        .into_iter()
        .flat_map(|lang| ["", "rate=0.78&batch=128&steps=9", "points=~"].map(|state| (lang, state)))
    {
        let figure = page.put("regression", lang, state);
        for width in [320, 360] {
            page.browser.phone(width, 740);
            page.wait_for("the screen", &format!("return document.documentElement.clientWidth === {width}"));
            page.settle();
            let parted = figure.run(
                "return [...root.querySelectorAll('.ruler .name')]
                     .filter((name) => name.offsetHeight > 1.5 * Number.parseFloat(getComputedStyle(name).lineHeight))
                     .map((name) => name.textContent)",
                &[],
            );
            assert_eq!(parted, json!([]), "one word on two lines in {lang} on {width}, {state}");
        }
    }
}
