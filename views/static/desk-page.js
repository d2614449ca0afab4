/** Takes over a freshly fetched page: only the parts whose markup changed are replaced, by their ids. */
import { isTextField } from './keys.js';

/** Where links to whole paragraphs lead follows from where one is: no part changes for them alone. */
const markupOf = part => part.outerHTML.replace(/<a data-whole[^>]*>/g, '<a>');
const partsOf = root => [...root.querySelectorAll('[data-part]')];
/** Markup of each part as the server sent it: what scripts changed since does not count. */
let sent = new Map();

export const rememberParts = () => {
  sent = new Map(partsOf(document).map(part => [part.id, markupOf(part)]));
};

/**
 * Replaces what changed and keeps the scroll, open details and the place of the focus. `keepBusy`: parts that
 * somebody is writing in stay as they are, until the next time.
 */
export function takeOver(html, { keepBusy = false } = {}) {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const main = fresh.querySelector('main.desk');
  const present = document.querySelector('main.desk');
  // Somebody else has signed in since: nothing of this page is theirs.
  if (main?.dataset.user !== present.dataset.user) return false;
  const open = [...document.querySelectorAll('details[id][open]')].map(({ id }) => id);
  const focus = focusNow();
  const steady = steadyPoint();
  const before = partsOf(document)
    .map(({ id }) => id)
    .join(' ');
  const { analysis } = main.dataset;
  const saved = fresh.getElementById('saved').cloneNode(true);
  const now = partsOf(fresh);
  const markup = new Map(now.map(part => [part.id, markupOf(part)]));
  const busy = keepBusy ? partsOf(document).filter(isBusy) : [];
  if (before === now.map(({ id }) => id).join(' ')) {
    for (const part of now)
      if (sent.get(part.id) !== markup.get(part.id) && !busy.some(({ id }) => id === part.id))
        exchange(document.getElementById(part.id), part);
  } else {
    for (const id of ['top', 'main', 'toast'])
      exchange(document.getElementById(id), fresh.getElementById(id));
    for (const part of busy) document.getElementById(part.id)?.replaceWith(part);
  }
  // What was kept counts as it was sent: it is exchanged when it is free.
  for (const { id } of busy) markup.set(id, sent.get(id));
  showSaved(saved);
  sent = markup;
  document.title = fresh.title;
  document.querySelector('main.desk').dataset.analysis = analysis;
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  focus();
  steady();
  return true;
}

/** What scripts said of saving gives way to what the server says. */
function showSaved(fresh) {
  const saved = document.getElementById('saved');
  saved.className = fresh.className;
  saved.replaceChildren(...fresh.childNodes);
}

/** A region that is read out has to stay the same element; anything else is exchanged whole. */
function exchange(part, fresh) {
  if (part.getAttribute('role') === 'status') part.replaceChildren(...document.adoptNode(fresh).childNodes);
  else part.replaceWith(document.adoptNode(fresh));
}

/** Somebody writes there, or has chosen something that is not sent yet. */
const isBusy = part =>
  (part.contains(document.activeElement) && isTextField(document.activeElement)) ||
  [...part.querySelectorAll('input, textarea, select')].some(
    field => isChanged(field) && !field.closest('details:not([open])'),
  );

function isChanged(field) {
  if (field.type === 'hidden') return false;
  if (field.matches('select')) {
    const chosen = [...field.options].findIndex(({ defaultSelected }) => defaultSelected);
    return field.selectedIndex !== Math.max(0, chosen);
  }
  return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

/** Remembers what has the focus by a name that survives, and where the caret stood; gives both back. */
function focusNow() {
  const element = document.activeElement;
  if (!element || element === document.body) return () => {};
  const { id, selectionStart, selectionEnd } = element;
  const href = element.getAttribute('href');
  return () => {
    if (element === document.activeElement) return;
    const again = element.isConnected
      ? element
      : id
        ? document.getElementById(id)
        : href && document.querySelector(`a[href="${CSS.escape(href)}"]`);
    again?.focus({ preventScroll: true });
    if (typeof selectionStart === 'number') again?.setSelectionRange?.(selectionStart, selectionEnd);
  };
}

/** The paragraph being read keeps its place on the screen, whatever grew above it. */
function steadyPoint() {
  const reading = [...document.querySelectorAll('.seg')].find(
    part => part.getBoundingClientRect().bottom > 120,
  );
  if (!reading) return () => {};
  const { id } = reading;
  const { top } = reading.getBoundingClientRect();
  return () => {
    const there = document.getElementById(id)?.getBoundingClientRect().top;
    if (there !== undefined && Math.abs(there - top) > 1)
      window.scrollBy({ top: there - top, behavior: 'instant' });
  };
}

/** Brings a place into view when it is out of it, and leaves the page alone when it is not. */
export function bringIntoView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const panel = document.getElementById('panel');
  const isSheet = panel?.offsetHeight > 0 && getComputedStyle(panel).position === 'fixed';
  const most = isSheet ? panel.getBoundingClientRect().top : window.innerHeight;
  const least = document.getElementById('cols')?.getBoundingClientRect().bottom || 60;
  if (top >= least && bottom <= most - 16) return;
  window.scrollBy({ top: top - (least + (most - least) * 0.3), behavior: 'instant' });
}
