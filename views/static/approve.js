/**
 * Keys of the approval: `a` approves the change in hand, `r` opens its reason, `j` and `k` take the next or the one
 * before in hand, `u` undoes. Each presses a button that is on the page; without scripts the buttons do the same.
 */
import { onEscape, onKeys } from './keys.js';

const waiting = () => [...document.querySelectorAll('.change:has(.yes)')];
const inHand = () => document.querySelector('.change.now');

function take(change) {
  if (!change) return;
  const before = inHand();
  before?.classList.remove('now');
  before?.removeAttribute('aria-current');
  change.classList.add('now');
  change.setAttribute('aria-current', 'true');
  change.scrollIntoView({ block: 'nearest' });
  change.querySelector('.yes')?.focus({ preventScroll: true });
}

function step(by) {
  const all = waiting();
  const at = all.indexOf(inHand());
  take(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

const keys = {
  a: () => inHand()?.querySelector('.yes')?.click(),
  r: () => {
    const ask = inHand()?.querySelector('details.ask');
    if (!ask) return;
    ask.open = true;
    ask.querySelector('input[name=reason]').focus();
  },
  j: () => step(1),
  k: () => step(-1),
  u: () => document.querySelector('#undo-last')?.click(),
};

/** Between a verdict and the page that answers it no key decides: it would be about a change no longer in hand. */
let isLeaving = false;
document.addEventListener('submit', () => {
  isLeaving = true;
});
window.addEventListener('pageshow', () => {
  isLeaving = false;
});

onKeys(
  key => {
    if (!Object.hasOwn(keys, key)) return false;
    if (!isLeaving) keys[key]();
    return true;
  },
  key => key === 'j' || key === 'k',
);

onEscape(event => {
  const ask = event.target.closest('details.ask[open]');
  if (!ask) return false;
  ask.open = false;
  ask.querySelector('summary').focus();
  return true;
});

/** What is typed into an opened reason goes where the eye is. */
for (const ask of document.querySelectorAll('details.ask'))
  ask.addEventListener('toggle', () => {
    if (ask.open) ask.querySelector('input:not([type=hidden]), textarea')?.focus();
  });
