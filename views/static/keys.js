/** Single-letter keys can be switched off, in this browser. */
import { forget, keep, kept } from './kept.js';

const name = 'walnuts.keys';

export const keysAreOn = () => kept(name) !== 'off';

const box = document.getElementById('keys-on');
if (box) {
  box.checked = keysAreOn();
  document.getElementById('key-switch').hidden = false;
  box.addEventListener('change', () => {
    if (box.checked) forget(name);
    else keep(name, 'off');
  });
}
