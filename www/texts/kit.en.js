// The words that every panel uses, in English. The Korean table has the same keys, which the type checker sees to, and
// the same {placeholders}, which a test sees to.

const en = {
  kit: {
    loading: 'Loading…',
    noWasm: 'This figure needs WebAssembly, which this browser does not offer or has switched off. The picture below stands in for it.',
    failed: 'This figure could not be loaded. Check the connection and load the page again.',
    unknownPanel: 'There is no panel “{panel}”. The panels are: {allowed}.',
    badLink: 'Some of what the link or the page asked for can’t be used; the default stands in for it.',
    andMore: 'Problems beside these: {more}',
    close: 'Close this message',
    undo: 'Undo',
    redo: 'Redo',
    copyLink: 'Copy link',
    linkCopied: 'Link copied: it opens exactly this state.',
    linkShown: 'The browser does not let pages copy. Here is the link to copy yourself:',
    savePng: 'PNG',
    saveSvg: 'SVG',
    saved: 'Picture saved: {file}',
    take: 'Take it with you',
    language: '한국어로 보기',
    play: 'Play',
    pause: 'Pause',
    sample: 'One sample',
    batch: 'One batch',
    step: 'One sample',
    epoch: 'One epoch',
    finish: 'To the end',
    reset: 'Reset',
    speed: 'Speed',
    perSecond: '{count} a second',
    history: 'History',
    position: 'step {step} of {length}, epoch {epoch}',
    paused: 'Paused at step {step}.',
    atStart: 'Back at the start.',
    slider: '{name}, slider',
    box: '{name}, number',
  },
  problems: {
    'unknown-name': '“{name}”: there is no such setting. The settings are: {allowed}.',
    empty: '{name}: no value given. Allowed: {allowed}.',
    comma: '{name}: write the decimal point as a point, not a comma (given: {given}).',
    'not-a-number': '{name}: this can’t be read as a number (given: {given}). Allowed: {allowed}.',
    'out-of-range': '{name}: out of range (given: {given}). Allowed: {allowed}.',
    rounded: '{name}: rounded to two decimal places (given: {given}).',
    'not-a-choice': '{name}: not one of the values allowed (given: {given}). Allowed: {allowed}.',
    damaged: '{name}: the packed text does not unpack (given: {given}). It may have been cut or changed on its way.',
    'too-long': 'The link is too long to be read: more than {allowed} bytes.',
  },
};

/** @typedef {typeof en} KitTexts */
export default en;
