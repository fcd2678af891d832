// 어디서 왔는지: 강의 페이지 아래의 해마다 세 문장과 출처.

/** @type {import('./origins.en.js').Origins} */
const origins = {
  y1943: {
    name: '모형 뉴런',
    first: '신경생리학자 매컬록과 논리학자 피츠는 뉴런을 아주 단순한 모형으로 나타냈습니다.',
    second: '들어오는 신호의 합이 임계값에 이르면 1, 그렇지 않으면 0을 냅니다.',
    third: '이런 뉴런을 이으면 명제 논리의 식을 계산할 수 있었지만, 모형은 배우지 않았습니다.',
    source: 'W. S. McCulloch, W. Pitts, “A logical calculus of the ideas immanent in nervous activity”, Bulletin of Mathematical Biophysics 5, 115–133 (1943)',
  },
  y1958: {
    name: '퍼셉트론',
    first: '심리학자 로젠블랫은 겪은 것에 따라 연결의 세기가 바뀌는 모형을 발표하고 퍼셉트론이라고 불렀습니다.',
    second: '직선 하나로 나눌 수 있는 문제라면 틀렸을 때만 고쳐도 반드시 답에 이른다는 증명이 그의 1962년 책에 있습니다.',
    third: '빛을 재는 소자 400개를 단 기계 Mark I 퍼셉트론도 만들어졌습니다.',
    source: 'F. Rosenblatt, “The perceptron: a probabilistic model for information storage and organization in the brain”, Psychological Review 65, 386–408 (1958); Principles of Neurodynamics, Spartan Books (1962)',
  },
  y1969: {
    name: 'XOR의 벽',
    first: '민스키와 페퍼트는 책 『퍼셉트론즈』에서 층이 하나인 퍼셉트론이 못 하는 일을 증명했고, 입력의 홀짝을 가리는 일, 곧 XOR도 그 하나였습니다.',
    second: '층을 더 쌓으면 된다는 것은 알려져 있었지만, 그런 층을 학습시킬 좋은 방법이 없었습니다.',
    third: '까닭이 이 책만은 아니어도, 그 뒤 10년 넘게 신경망 연구는 뜸해졌습니다.',
    source: 'M. Minsky, S. Papert, Perceptrons: An Introduction to Computational Geometry, MIT Press (1969); M. Olazaran, “A sociological study of the official history of the perceptrons controversy”, Social Studies of Science 26, 611–659 (1996)',
  },
  y1986: {
    name: '오차역전파법',
    first: '루멜하트, 힌턴, 윌리엄스는 출력의 오차를 뒤로 전해 은닉층까지 학습시키는 방법을 『네이처』에 실었습니다.',
    second: '계산법은 그 전에도 있었습니다: 린나인마의 1970년 석사 논문, 워보스의 1974년 박사 논문.',
    third: '1986년의 글은 은닉층이 쓸모 있는 특징을 스스로 만든다는 것을 실험으로 보였습니다.',
    source: 'D. E. Rumelhart, G. E. Hinton, R. J. Williams, “Learning representations by back-propagating errors”, Nature 323, 533–536 (1986); S. Linnainmaa, master’s thesis, University of Helsinki (1970); P. J. Werbos, Beyond Regression, PhD thesis, Harvard University (1974)',
  },
  y2012: {
    name: 'AlexNet과 GPU',
    first: '크리제브스키, 수츠케버, 힌턴의 합성곱 신경망은 사진을 1,000가지로 가르는 대회 ILSVRC-2012에서 이겼습니다.',
    second: '이런 신경망 여럿의 답을 평균하자 답을 다섯 개까지 대도 틀린 비율이 15.3%였고, 2위는 26.2%였습니다.',
    third: '그 하나의 매개변수 6천만 개를 GTX 580 두 장으로 5~6일 동안 학습시켰습니다: GPU는 같은 계산을 한꺼번에 많이 합니다.',
    source: 'A. Krizhevsky, I. Sutskever, G. E. Hinton, “ImageNet classification with deep convolutional neural networks”, Advances in Neural Information Processing Systems 25 (2012)',
  },
};

export default origins;
