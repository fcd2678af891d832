//! A model that is trained elsewhere: `follow`, `model` and `openModel` of the element.

use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_model_trained_elsewhere_shows_and_comes_back_to_the_bit,
        hundreds_of_moments_are_painted_once_a_frame,
        what_can_not_be_followed_is_said_in_the_figures_language,
        a_model_is_opened_as_it_was_given,
    ]
}

/// Weights as Keras lists them and what `model` gives of them, in a function of the page.
const HELPERS: &str = "
    const weights = (count, seed) => Float32Array.from({ length: count }, (_, at) => 0.7 * Math.sin((at + 1) * seed));
    const given = ({ layers }) => Float32Array.from(layers.flatMap(({ weights, biases }) => [...weights[0].flatMap((_, input) => weights.map((unit) => unit[input])), ...biases]));
    const thrown = (act) => { try { act(); } catch (error) { return [error.name, error.message]; } };
";

fn a_model_trained_elsewhere_shows_and_comes_back_to_the_bit(page: &Page<'_>) {
    page.open_with("");
    for (panel, state, count) in
        [("regression", "goal=none", 2), ("network", "goal=none&layers=relu3.tanh2", 20), ("digits", "hidden1=8", 610)]
    {
        let figure = page.put(panel, "en", state);
        let picture = || {
            page.settle();
            figure.picture()
        };
        let (before, link) = (picture(), figure.state());
        figure.run(
            &format!("{HELPERS} figure.follow({{ weights: weights(args[0], 0.3), epoch: 0, isStart: true }})"),
            &[json!(count)],
        );
        let bits = figure.run(
            &format!(
                "{HELPERS}
                 for (let epoch = 1; epoch <= 5; epoch += 1) figure.follow({{ weights: weights(args[0], epoch), epoch, loss: 1 / epoch, valLoss: null }});
                 return [given(figure.model).join() === weights(args[0], 5).join(), figure.model.panel]"
            ),
            &[json!(count)],
        );
        assert_eq!(bits, json!([true, panel]));
        // The pad of `digits` is blank, and what lies beside it has moved.
        assert!(panel == "digits" || picture() != before, "{panel}");
        page.settle();
        assert_eq!(figure.text(".place"), "epoch 5, from outside", "{panel}");
        figure.choose_in_menu("undo");
        assert_eq!(figure.state(), link, "{panel}: one step back");
        assert!(picture() == before, "{panel}");
    }
}

fn hundreds_of_moments_are_painted_once_a_frame(page: &Page<'_>) {
    let figure = page.open_panel("network", "goal=none&layers=tanh32.tanh32&count=2000");
    page.settle();
    let painted = figure.run(
        &format!(
            "{HELPERS}
             const line = $('.place');
             let painted = 0;
             const observer = new MutationObserver(() => {{ painted += 1; }});
             observer.observe(line, {{ childList: true, characterData: true, subtree: true }});
             const begun = performance.now();
             for (let epoch = 0; epoch < 500; epoch += 1) figure.follow({{ weights: weights(1185, epoch), epoch, loss: 2 }});
             const took = performance.now() - begun;
             return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done([line.textContent, painted, took < 5000]))))"
        ),
        &[],
    );
    assert_eq!(painted, json!(["epoch 499, from outside", 1, true]));
}

fn what_can_not_be_followed_is_said_in_the_figures_language(page: &Page<'_>) {
    page.open_with("");
    for (lang, none, count) in [
        (
            "en",
            "This figure has no model that can follow a training elsewhere.",
            "The model has another size than the network here. Its weights and biases: 3; needed here: 2.",
        ),
        (
            "ko",
            "이 그림에는 밖에서 하는 학습을 따라갈 모델이 없습니다.",
            "모델의 크기가 여기 신경망과 다릅니다. 모델의 가중치와 편향: 3개, 여기서 필요한 수: 2개",
        ),
    ] {
        let follow = |panel: &str| {
            let figure = page.put(panel, lang, "goal=none");
            let refused = figure.run(
                &format!("{HELPERS} return thrown(() => figure.follow({{ weights: weights(3, 1), epoch: 1 }}))"),
                &[],
            );
            (refused, figure)
        };
        for panel in ["gates", "classes"] {
            let (refused, figure) = follow(panel);
            assert_eq!(refused, json!(["RangeError", none]), "{panel}");
            assert_eq!(figure.run("return figure.model", &[]), json!(null), "{panel}");
        }
        assert_eq!(follow("regression").0, json!(["RangeError", count]));
    }
    let early = page.run(
        "const figure = document.createElement('perceptron-playground');
         const names = [() => figure.follow({ weights: [], epoch: 0 }), () => figure.openModel('{}')].map((act) => { try { act(); } catch (error) { return error.name; } });
         return [...names, figure.model === undefined]",
        &[],
    );
    assert_eq!(early, json!(["InvalidStateError", "InvalidStateError", true]));
}

fn a_model_is_opened_as_it_was_given(page: &Page<'_>) {
    page.open_with("");
    for (panel, state) in [("regression", "goal=none&steps=40"), ("network", "goal=none&epochs=3"), ("xor", "")] {
        let figure = page.put(panel, "en", state);
        page.settle();
        let model = figure.run("return JSON.stringify(figure.model)", &[]);
        let link = figure.state();
        let figure = page.put(panel, "en", "goal=none");
        figure.run("figure.openModel(JSON.parse(args[0]))", std::slice::from_ref(&model));
        page.settle();
        assert_eq!(figure.run("return JSON.stringify(figure.model)", &[]), model, "{panel} {link}");
        let refused = figure.run(&format!("{HELPERS} return thrown(() => figure.openModel('{{}}'))"), &[]);
        assert_eq!(
            refused,
            json!(["RangeError", "The file is JSON, but no model saved by this playground."]),
            "{panel}"
        );
        figure.choose_in_menu("undo");
        page.settle();
        assert_ne!(figure.run("return JSON.stringify(figure.model)", &[]), model, "{panel}");
    }
}
