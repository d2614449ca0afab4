/**
 * Keys of the approval, outside text fields and without the browser's own chords: `a` approves the change in hand,
 * `r` opens its reason, `j` and `k` take the next or the one before in hand, `u` undoes. Each presses a button that
 * is on the page; without scripts the buttons do the same.
 */
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

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === 'Escape') {
    const ask = event.target.closest?.('details.ask[open]');
    if (ask) {
      ask.open = false;
      ask.querySelector('summary').focus();
    }
    return;
  }
  if (event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
  if (!act) return;
  event.preventDefault();
  act();
});

/** What is typed into an opened reason goes where the eye is. */
for (const ask of document.querySelectorAll('details.ask'))
  ask.addEventListener('toggle', () => {
    if (ask.open) ask.querySelector('input:not([type=hidden]), textarea')?.focus();
  });
