// What is said beside a figure in a learning management system, in English.

const en = {
  unreported: 'The figure works, but nothing done here is reported to the course. {why}',
  noCourse: 'It was opened outside of a course.',
  noLaunch: 'It was not opened from the course: the address lacks {detail}.',
  noToken: 'The course refuses this visit ({detail}). Open the figure from the course again.',
  noAnswer: 'The course does not answer ({detail}).',
  refused: 'The course does not take what it is told ({detail}).',
  over: 'This visit has ended. Open the figure from the course again.',
  finish: 'Finish',
};

export default en;
