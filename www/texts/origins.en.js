// Where this came from: for each year below the course pages three sentences and the source.

const origins = {
  y1943: {
    name: 'A model neuron',
    first: 'The neurophysiologist McCulloch and the logician Pitts described neurons by a very simple model.',
    second: 'It gives 1 when the signals that come in add up to a threshold, and else 0.',
    third: 'Networks of such neurons could compute the formulas of propositional logic, but the model did not learn.',
    source: 'W. S. McCulloch, W. Pitts, “A logical calculus of the ideas immanent in nervous activity”, Bulletin of Mathematical Biophysics 5, 115–133 (1943)',
  },
  y1958: {
    name: 'The perceptron',
    first: 'The psychologist Rosenblatt published a model whose connections change with what it has met, and called it the perceptron.',
    second: 'His book of 1962 proves that correcting the weights after mistakes alone comes to an end wherever a solution exists.',
    third: 'A machine was built as well, the Mark I Perceptron, with 400 light sensors.',
    source: 'F. Rosenblatt, “The perceptron: a probabilistic model for information storage and organization in the brain”, Psychological Review 65, 386–408 (1958); Principles of Neurodynamics, Spartan Books (1962)',
  },
  y1969: {
    name: 'The wall of XOR',
    first: 'In their book “Perceptrons”, Minsky and Papert proved what perceptrons of one layer can’t do; telling odd from even, which for two inputs is XOR, was a part of it.',
    second: 'It was known that more layers could, but there was no good way of training them.',
    third: 'The book was not the only reason, but for more than ten years there was little work on neural networks.',
    source: 'M. Minsky, S. Papert, Perceptrons: An Introduction to Computational Geometry, MIT Press (1969); M. Olazaran, “A sociological study of the official history of the perceptrons controversy”, Social Studies of Science 26, 611–659 (1996)',
  },
  y1986: {
    name: 'Backpropagation',
    first: 'Rumelhart, Hinton and Williams described in “Nature” how hidden layers learn when the error of the output is passed back.',
    second: 'The calculation was older: it is in Linnainmaa’s master’s thesis of 1970 and in Werbos’s PhD thesis of 1974.',
    third: 'The paper of 1986 showed by experiments that hidden layers make useful features by themselves.',
    source: 'D. E. Rumelhart, G. E. Hinton, R. J. Williams, “Learning representations by back-propagating errors”, Nature 323, 533–536 (1986); S. Linnainmaa, master’s thesis, University of Helsinki (1970); P. J. Werbos, Beyond Regression, PhD thesis, Harvard University (1974)',
  },
  y2012: {
    name: 'AlexNet and GPUs',
    first: 'A convolutional network by Krizhevsky, Sutskever and Hinton won ILSVRC-2012, a contest in telling photographs of 1,000 kinds apart.',
    second: 'Several such networks together, with five answers allowed, were wrong on 15.3% of the photographs; the second-best entry on 26.2%.',
    third: 'One of them has 60 million parameters and was trained on two GTX 580 GPUs in five to six days: a GPU does many equal calculations at once.',
    source: 'A. Krizhevsky, I. Sutskever, G. E. Hinton, “ImageNet classification with deep convolutional neural networks”, Advances in Neural Information Processing Systems 25 (2012)',
  },
};

/** @typedef {typeof origins} Origins */
export default origins;
