//! What a student sets out to do, from the first view of a figure to the answer, on a laptop and on a phone: everything touched is
//! in view when it is needed, and how many actions it takes is written down.

use crate::digits::{CLEAR, DIGITS, PAD, draw};
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::session::{Figure as _, Session};
use playground_tests::downloads::Folder;
use playground_tests::page::Pointer;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        nand_is_made_by_hand,
        nand_is_learned,
        xor_fails,
        a_stuck_seed_is_found,
        tanh_goes_flat,
        the_spiral_is_told_apart,
        a_point_far_from_all_fruit_is_judged,
        a_seven_is_drawn,
        a_kernel_is_edited,
        a_line_is_fitted_by_eye_and_by_a_run_that_goes_into_a_notebook,
    ]
}

/// A student with a figure on a screen of its own.
struct Student<'p> {
    figure: Figure<'p>,
    pointer: Pointer,
    actions: usize,
}

/// Lets a student do a task on both sizes, in as many actions as are said.
#[track_caller]
fn on_both_sizes(page: &Page<'_>, panel: &str, actions: usize, task: impl Fn(&mut Student<'_>)) {
    for (size, pointer) in [("1280x720", Pointer::Mouse), ("390x844", Pointer::Touch)] {
        match pointer {
            Pointer::Touch => page.browser.phone(390, 844),
            _ => page.browser.screen(1280, 720, 1.0),
        }
        page.open(&format!("/embed.html?panel={panel}&lang=en"));
        let mut student = Student { figure: page.figure(), pointer, actions: 0 };
        task(&mut student);
        assert_eq!(student.actions, actions, "{panel} at {size}");
    }
}

impl Student<'_> {
    /// Counts one more action, on an element that is in view as a whole without a scroll.
    #[track_caller]
    fn reach(&mut self, css: &str) {
        self.actions += 1;
        let place = self.figure.run(
            "const { left, top, right, bottom } = $(args[0]).getBoundingClientRect();
             const isInside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
             return isInside && scrollY === 0 && isShown($(args[0])) ? null : [left, top, right, bottom, scrollY].join(' ')",
            &[json!(css)],
        );
        assert!(place.is_null(), "{css} is at {place}");
    }

    #[track_caller]
    fn click(&mut self, css: &str) {
        self.reach(css);
        self.figure.click(css);
    }

    #[track_caller]
    fn enter(&mut self, css: &str, text: &str) {
        self.reach(css);
        self.figure.enter(css, text);
    }

    #[track_caller]
    fn go_to_question(&mut self, number: usize) {
        self.click(&format!(".dot:nth-child({number})"));
    }

    #[track_caller]
    fn guess(&mut self, number: usize) {
        self.click(&format!(".guesses button:nth-child({number})"));
    }

    /// Goes to a question, guesses, and lets it run.
    #[track_caller]
    fn predict_and_run(&mut self, question: usize, guess: usize) {
        self.go_to_question(question);
        self.guess(guess);
        self.run_to_the_end();
    }

    #[track_caller]
    fn run_to_the_end(&mut self) {
        self.click(".finish");
    }

    /// The question is answered: its reason, the picture and the way on are in view.
    #[track_caller]
    fn sees_why(&mut self) {
        self.figure.page.wait_for(
            "the answer",
            "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.coach').dataset.phase === 'why'",
        );
        self.figure.page.settle();
        let fits = self.figure.run(
            "const line = $('.line').getBoundingClientRect(), coach = $('.coach').getBoundingClientRect();
             return line.top >= coach.top - 1 && line.bottom <= coach.bottom + 1",
            &[],
        );
        let reason = self.figure.text(".line");
        assert!(fits == true, "the reason has room: {reason}");
        assert!(!reason.contains("= >") && !reason.contains("= <"), "{reason}");
        let before = self.actions;
        for css in [".line", ".next", ".sentence"] {
            self.reach(css);
        }
        self.actions = before;
    }
}

fn nand_is_made_by_hand(page: &Page<'_>) {
    on_both_sizes(page, "gates", 4, |student| {
        student.go_to_question(3);
        student.enter("#w1-box", "-0.5");
        student.enter("#w2-box", "-0.5");
        student.enter("#theta-box", "-0.7");
        student.sees_why();
    });
}

fn nand_is_learned(page: &Page<'_>) {
    on_both_sizes(page, "gates", 3, |student| {
        student.predict_and_run(4, 1);
        student.sees_why();
    });
}

fn xor_fails(page: &Page<'_>) {
    on_both_sizes(page, "gates", 3, |student| {
        student.predict_and_run(5, 2);
        student.sees_why();
    });
}

fn a_stuck_seed_is_found(page: &Page<'_>) {
    on_both_sizes(page, "xor", 4, |student| {
        student.predict_and_run(5, 3);
        student.figure.page.wait_for(
            "a hundred seeds",
            "return document.querySelector('perceptron-playground').shadowRoot.querySelectorAll('.tile:is(.stuck, .solved)').length === 100",
        );
        student.click(".tile.stuck");
        student.sees_why();
    });
}

fn tanh_goes_flat(page: &Page<'_>) {
    on_both_sizes(page, "activations", 3, |student| {
        student.go_to_question(3);
        student.guess(2);
        student.enter("#a-box", "-3");
        student.sees_why();
    });
}

fn the_spiral_is_told_apart(page: &Page<'_>) {
    on_both_sizes(page, "network", 4, |student| {
        student.go_to_question(5);
        student.guess(2);
        student.enter("#nodes-box", "8");
        student.run_to_the_end();
        student.sees_why();
    });
}

fn a_point_far_from_all_fruit_is_judged(page: &Page<'_>) {
    on_both_sizes(page, "classes", 5, |student| {
        student.predict_and_run(4, 2);
        student.enter("#x1-box", "-2.9");
        student.enter("#x2-box", "2.9");
        student.sees_why();
    });
}

fn a_seven_is_drawn(page: &Page<'_>) {
    on_both_sizes(page, "digits", 3, |student| {
        student.guess(1);
        student.click(CLEAR);
        student.reach(PAD);
        draw(&student.figure, student.pointer, DIGITS[7], 0.7);
        student.sees_why();
    });
}

fn a_kernel_is_edited(page: &Page<'_>) {
    on_both_sizes(page, "layers", 4, |student| {
        student.predict_and_run(4, 1);
        student.sees_why();
        let drawn = |figure: &Figure<'_>| {
            figure.run("return [...root.querySelectorAll('canvas:not(canvas canvas)')].map(pixelsOf).join()", &[])
        };
        let before = drawn(&student.figure);
        student.enter("#k22-box", "-2");
        assert!(drawn(&student.figure) != before, "the output has changed");
    });
}

fn a_line_is_fitted_by_eye_and_by_a_run_that_goes_into_a_notebook(page: &Page<'_>) {
    let mut engine = Session::<Regression>::default();
    assert!(engine.open("goal=fit-by-eye").is_empty());
    let best = engine.panel().lab().data().best.expect("a line through forty points");
    on_both_sizes(page, "regression", 9, |student| {
        for (name, value) in ["w", "b"].into_iter().zip(best) {
            student.enter(&format!("#{name}-box"), &format!("{value:.2}"));
        }
        student.sees_why();
        student.click(".next");
        student.guess(2);
        student.enter("#batch-box", "4");
        student.run_to_the_end();
        student.sees_why();
        student.click(".menu-button");
        student.click(".menu .export");
        let button = "[data-save$=ipynb]";
        student.reach(button);
        let name = student.figure.attribute(button, "data-save");
        let notebook = Folder::new("notebook").saved_by(&student.figure, button, &name);
        assert!(String::from_utf8_lossy(&notebook).contains("keras"));
    });
}
