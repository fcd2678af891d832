//! A script as a Jupyter notebook: nbformat 4.5, as Colab and Jupyter open it.

use super::training_run::Script;

/// The headings of a notebook, in the language of the reader, and the figure that it is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headings {
    /// The title.
    pub title: String,
    /// Above the data.
    pub data: String,
    /// Above the model.
    pub model: String,
    /// Above the training.
    pub fit: String,
    /// Above the loss curve and the results.
    pub results: String,
    /// The link's query of the figure that follows the training, where its package is installed; empty where none does.
    pub figure: String,
}

/// Draws the losses of each `unit` with matplotlib, which every notebook service has.
pub(super) fn loss_curves(unit: &str) -> String {
    format!(
        "import matplotlib.pyplot as plt\n\nfor name, values in history.items():\n    plt.plot(range(1, len(values) + 1), \
         values, label=name)\nplt.xlabel(\"{unit}\")\nplt.ylabel(\"loss\")\nplt.legend()\nplt.show()\n"
    )
}

/// Opens the figure of a query, and has it follow the training by a call; does nothing where its package is not installed.
fn following(figure: &str, call: &str) -> String {
    format!(
        "try:  # where the package perceptron-playground is installed, its figure follows the training\n    from \
         perceptron_playground import Playground\n\n    figure = Playground.of_link({})\n    {call}\n    \
         display(figure)\nexcept ImportError:\n    pass\n",
        quoted(figure)
    )
}

/// The file of a notebook.
pub fn notebook(script: &Script, headings: &Headings) -> String {
    let mut cells = vec![markdown(0, &format!("# {}", headings.title))];
    // Without training there is no loss curve.
    let plot = script.plot.clone().or_else(|| (!script.fit.is_empty()).then(|| loss_curves("epoch")));
    let results = [script.results.as_str(), plot.as_deref().unwrap_or_default()];
    let is_followed = !headings.figure.is_empty() && !script.follow.is_empty() && !script.fit.is_empty();
    let figure = if is_followed { following(&headings.figure, &script.follow) } else { String::new() };
    let parts: [(&String, &[&str]); 4] = [
        (&headings.data, &[&script.data]),
        (&headings.model, &[&script.model, &figure]),
        (&headings.fit, &[&script.fit]),
        (&headings.results, &results),
    ];
    for (heading, texts) in parts {
        let texts: Vec<_> = texts.iter().filter(|text| !text.is_empty()).collect();
        if texts.is_empty() {
            continue;
        }
        cells.push(markdown(cells.len(), &format!("## {heading}")));
        for text in texts {
            cells.push(code(cells.len(), text));
        }
    }
    let kernel = r#"{"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}"#;
    format!(
        "{{\"cells\": [\n{}\n], \"metadata\": {kernel}, \"nbformat\": 4, \"nbformat_minor\": 5}}\n",
        cells.join(",\n")
    )
}

fn markdown(at: usize, text: &str) -> String {
    format!(r#"{{"cell_type": "markdown", "id": "cell-{at}", "metadata": {{}}, "source": {}}}"#, quoted(text))
}

fn code(at: usize, text: &str) -> String {
    let text = quoted(text.trim_end());
    format!(
        r#"{{"cell_type": "code", "execution_count": null, "id": "cell-{at}", "metadata": {{}}, "outputs": [], "source": {text}}}"#
    )
}

/// A text as a JSON string, which is a Python string too.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
