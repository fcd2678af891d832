// 모든 패널이 함께 쓰는 말, 한국어. 영어 표와 같은 열쇠를 쓴다.

/** @type {import('./kit.en.js').KitTexts} */
const ko = {
  kit: {
    loading: '불러오는 중…',
    noWasm: '이 그림에는 WebAssembly가 필요한데, 이 브라우저에는 없거나 꺼져 있습니다. 아래 그림으로 대신합니다.',
    failed: '그림을 불러오지 못했습니다. 연결을 확인하고 페이지를 다시 열어 보세요.',
    unknownPanel: '‘{panel}’: 이런 패널은 없습니다. 쓸 수 있는 패널: {allowed}',
    badLink: '링크나 페이지에 적힌 값 가운데 쓸 수 없는 것이 있어 기본값으로 열었습니다.',
    close: '이 알림 닫기',
    undo: '되돌리기',
    redo: '다시 하기',
    copyLink: '링크 복사',
    linkCopied: '링크를 복사했습니다. 이 링크를 열면 지금 상태가 그대로 나타납니다.',
    linkShown: '브라우저가 복사를 허락하지 않습니다. 아래 링크를 직접 복사하세요.',
    savePng: 'PNG',
    saveSvg: 'SVG',
    saved: '그림을 저장했습니다: {file}',
    take: '가져가기',
    language: 'View in English',
    play: '재생',
    pause: '멈춤',
    step: '샘플 하나',
    epoch: '한 에폭',
    finish: '끝까지',
    reset: '처음으로',
    speed: '빠르기',
    perSecond: '초당 {count}번',
    history: '지나온 길',
    position: '스텝 {step}/{length} · 에폭 {epoch}',
    paused: '멈췄습니다. 스텝 {step}',
    atStart: '처음 상태로 돌아왔습니다.',
    slider: '{name} 슬라이더',
    box: '{name} 숫자',
  },
  problems: {
    'unknown-name': '‘{name}’: 이런 설정은 없습니다. 쓸 수 있는 이름: {allowed}',
    empty: '{name}: 값이 비어 있습니다. 쓸 수 있는 값: {allowed}',
    comma: '{name}: 소수점은 쉼표가 아니라 마침표로 씁니다(받은 값: {given}).',
    'not-a-number': '{name}: 숫자로 읽을 수 없습니다(받은 값: {given}). 쓸 수 있는 값: {allowed}',
    'out-of-range': '{name}: 범위를 벗어났습니다(받은 값: {given}). 쓸 수 있는 값: {allowed}',
    rounded: '{name}: 소수 둘째 자리로 반올림했습니다(받은 값: {given}).',
    'not-a-choice': '{name}: 고를 수 없는 값입니다(받은 값: {given}). 쓸 수 있는 값: {allowed}',
    'too-long': '링크가 너무 길어 읽을 수 없습니다. 최대 {allowed}바이트까지 읽습니다.',
  },
};

export default ko;
