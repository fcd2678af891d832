// What is said beside a figure in a learning management system, in Korean.

/** @type {typeof import('./lms.en.js').default} */
const ko = {
  unreported: '그림은 쓸 수 있지만, 여기서 하는 일이 강좌에 기록되지 않습니다. {why}',
  noCourse: '강좌 밖에서 열었습니다.',
  noLaunch: '강좌에서 연 것이 아닙니다. 주소에 빠진 것: {detail}',
  noToken: '강좌가 접속을 받아 주지 않았습니다({detail}). 강좌에서 다시 열어 주세요.',
  noAnswer: '강좌가 응답하지 않습니다({detail}).',
  refused: '강좌가 기록을 받아 주지 않았습니다({detail}).',
  over: '이 접속은 끝났습니다. 강좌에서 다시 열어 주세요.',
  finish: '마치기',
};

export default ko;
