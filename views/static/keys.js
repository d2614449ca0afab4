/** The rules of single-letter keys, for every page. They can be switched off, in this browser. */
import { forget, keep, kept } from './kept.js';

const name = 'walnuts.keys';

const keysAreOn = () => kept(name) !== 'off';

/** Whether letters typed there are words. */
export const isTextField = element =>
  element.isContentEditable || element.matches('textarea, select, input:not([type=radio], [type=checkbox])');

/** With Control and the like a key is the browser's, inside a composed word the writer's, over a dialog the dialog's. */
const isOurs = event =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.isComposing &&
  !event.defaultPrevented &&
  !document.querySelector('dialog[open]');

/**
 * Hears single keys outside text fields. `press(key, event)` tells whether it did something. A key that is held
 * counts once, but for those that `mayRepeat` names: they only move.
 */
export function onKeys(press, mayRepeat = () => false) {
  document.addEventListener('keydown', event => {
    if (!isOurs(event) || !keysAreOn() || isTextField(event.target)) return;
    if (event.repeat && !mayRepeat(event.key)) return;
    if (press(event.key, event)) event.preventDefault();
  });
}

/** Escape is no letter: it leads out of text fields too, and cannot be switched off. */
export function onEscape(leave) {
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && isOurs(event) && leave(event)) event.preventDefault();
  });
}

/** `?` opens the map of keys wherever its cap is shown. */
onKeys(key => {
  const link = key === '?' && document.querySelector('header.top a[href="/keys"]');
  if (link) link.click();
  return Boolean(link);
});

const box = document.getElementById('keys-on');
if (box) {
  box.checked = keysAreOn();
  document.getElementById('key-switch').hidden = false;
  box.addEventListener('change', () => {
    if (box.checked) forget(name);
    else keep(name, 'off');
  });
}
