/** Single-letter keys can be switched off, in this browser. */
const name = 'walnuts.keys';

export const keysAreOn = () => localStorage.getItem(name) !== 'off';

const box = document.getElementById('keys-on');
if (box) {
  box.checked = keysAreOn();
  document.getElementById('key-switch').hidden = false;
  box.addEventListener('change', () => {
    if (box.checked) localStorage.removeItem(name);
    else localStorage.setItem(name, 'off');
  });
}
