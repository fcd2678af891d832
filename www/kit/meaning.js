// What a term means, beside the word that asks for it: in a figure and on a course page alike.

import { h } from './dom.js';

/** The least distance to the edges of the window, and to the word. */
const MARGIN = 8;

/**
 * Opens a term's sentence below a word, or above it where there is more room.
 * @param {HTMLElement} meaning the popover that it is shown in
 * @param {{ name: string, text: string }} term
 * @param {Element} word
 */
export function showMeaning(meaning, { name, text }, word) {
  meaning.replaceChildren(h('strong', {}, name), h('br'), text);
  meaning.showPopover();
  const box = word.getBoundingClientRect();
  const below = box.bottom + MARGIN;
  const fits = below + meaning.offsetHeight <= innerHeight - MARGIN;
  meaning.style.left = `${Math.max(MARGIN, Math.min(box.left, innerWidth - meaning.offsetWidth - MARGIN))}px`;
  meaning.style.top = `${fits ? below : Math.max(MARGIN, box.top - meaning.offsetHeight - MARGIN)}px`;
}
