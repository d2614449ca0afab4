/**
 * Makes the desk quick. Everything works without it: it fetches the same pages that links and forms lead to,
 * and puts in place what changed.
 */
import { draftsOf, dropDrafts, keepDraft, restoreDrafts } from './desk-drafts.js';
import { goByMap, shadeMap } from './desk-map.js';
import { bringIntoView, rememberParts, takeOver } from './desk-page.js';
import { selectedWords } from './desk-selection.js';
import { flush, send, show } from './desk-unsent.js';
import { keysAreOn } from './keys.js';

const main = () => document.querySelector('main.desk');
const deskPath = location.pathname;

// ---- going from place to place ------------------------------------------------------------------

let under;
/** Fetches a place of this desk and shows it. `focus` says where to be then. */
async function go(address, { push = true, focus = toAnchor } = {}) {
  under?.abort();
  under = new AbortController();
  const url = new URL(address, location.href);
  // What was done last stays said until the next act.
  const done = new URL(location.href).searchParams.get('done');
  if (push && done && !url.searchParams.has('done')) url.searchParams.set('done', done);
  try {
    const response = await fetch(url, { signal: under.signal });
    if (new URL(response.url).pathname !== deskPath || !response.ok) return location.assign(url);
    if (!takeOver(await response.text())) return location.assign(url);
  } catch (error) {
    if (error.name !== 'AbortError') location.assign(url);
    return;
  }
  if (push) history.pushState(null, '', url);
  settle();
  focus(url.hash.slice(1));
}

function toAnchor(id) {
  const place = id && document.getElementById(id);
  if (!place) return;
  if (place.matches('a, button, [tabindex]')) place.focus({ preventScroll: true });
  bringIntoView(place);
}

const toPanel = id => {
  toAnchor(id);
  document.querySelector('.panel-in').focus({ preventScroll: true });
};

/** Goes there and on to a field of the panel. */
const toField = selector => id => {
  toAnchor(id);
  openField(document.querySelector(`#panel ${selector}`));
};

function openField(field) {
  if (!field) return;
  field.closest('details')?.setAttribute('open', '');
  field.focus();
  field.select?.();
}

/** What every new page needs. */
function settle() {
  restoreDrafts();
  shadeMap();
  poll();
}

let polling;
/** While the checks read, the page fills in by itself. */
function poll() {
  clearTimeout(polling);
  if (main().dataset.analysis !== 'pending') return;
  polling = setTimeout(() => {
    if (document.hidden) return poll();
    go(location.href, { push: false, focus: () => {} });
  }, 1_000);
}

// ---- decisions ----------------------------------------------------------------------------------

function submit(form, submitter) {
  const fields = new FormData(form, submitter);
  return send(
    {
      action: form.getAttribute('action'),
      body: new URLSearchParams(fields).toString(),
      drafts: [...draftsOf(form), ...JSON.parse(form.dataset.drafts ?? '[]')],
    },
    answered,
  );
}

/** A decision that was taken leads on; one that was not says why, and keeps what was typed. */
function answered(response, html, { drafts }) {
  if (response.ok && takeOver(html)) {
    dropDrafts(drafts);
    const url = new URL(response.url);
    history.pushState(null, '', url);
    settle();
    const chosen = document.querySelector('.copy [aria-current]');
    toAnchor(chosen?.id || document.querySelector('.seg.now')?.id || 'end');
    return;
  }
  const page = new DOMParser().parseFromString(html, 'text/html');
  const trouble = page.getElementById('trouble');
  const refused = document.getElementById('refused');
  show('refused');
  refused.replaceChildren(...(trouble ?? page.querySelector('main')).children);
  // Sent anew from here and taken, it needs the first form's drafts no more.
  for (const form of refused.querySelectorAll('form')) form.dataset.drafts = JSON.stringify(drafts);
  refused.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  refused.querySelector('textarea, a, button')?.focus();
}

// ---- keys ---------------------------------------------------------------------------------------

const isTextField = element =>
  element.closest('textarea, select, input:not([type=radio], [type=checkbox])') !== null;

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector('dialog[open]')) return;
  if (event.key === 'Escape') return backToWord(event);
  if (isTextField(event.target) || event.target.isContentEditable || !keysAreOn()) return;
  const { nextSegment, previousSegment, mark } = main().dataset;
  if (event.key === nextSegment || event.key === previousSegment) {
    event.preventDefault();
    return walk(event.key === nextSegment ? 1 : -1);
  }
  if (event.key === mark) {
    event.preventDefault();
    return markWords();
  }
  const name = `[data-key="${CSS.escape(event.key)}"]`;
  const target = document.querySelector(`#panel ${name}`) ?? document.querySelector(name);
  if (target) {
    event.preventDefault();
    act(target);
  } else if (paragraphFields[event.key]) {
    event.preventDefault();
    openParagraph(paragraphFields[event.key]);
  }
}

/** Keys that act on the paragraph one is at, when no finding is chosen: written over, linked, talked about. */
const paragraphFields = { e: '[data-edit]', l: '#draw-to', c: '#comment-words' };

/** Does what a click would do, and is quicker where a field comes next. */
function act(target) {
  if (target.matches('summary')) {
    target.parentElement.open = true;
    return openField(target.parentElement.querySelector('textarea'));
  }
  if (target.matches('select')) return target.focus();
  const form = target.closest('form');
  const unanswered = form && [...form.elements].find(field => field.willValidate && !field.validity.valid);
  if (unanswered) return unanswered.focus();
  target.click();
}

/** The same place with a paragraph of the second article shown whole. */
function wholeParagraph({ dataset, hash }) {
  const url = new URL(location.href);
  url.searchParams.set('whole', dataset.whole);
  url.hash = hash;
  return url;
}

function backToWord(event) {
  if (!event.target.closest('#panel')) return;
  const word = document.querySelector('.copy [aria-current]') ?? document.querySelector('.seg.now .seg-no');
  if (!word) return;
  event.preventDefault();
  word.focus({ preventScroll: true });
  bringIntoView(word);
}

let walking;
/** The bar in the margin moves at once; the panel follows when one stays. */
function walk(step) {
  const parts = [...document.querySelectorAll('.seg')];
  const now = parts.findIndex(part => part.classList.contains('now'));
  const next = parts[Math.min(parts.length - 1, Math.max(0, now + step))];
  if (!next) return;
  parts[now]?.classList.remove('now');
  next.classList.add('now');
  const number = next.querySelector('.seg-no');
  number.focus({ preventScroll: true });
  bringIntoView(number);
  clearTimeout(walking);
  walking = setTimeout(() => go(number.href, { focus: () => {} }), 150);
}

function markWords() {
  const words = selectedWords();
  if (!words) return openParagraph('[data-edit]');
  const url = new URL(location.href);
  for (const name of ['finding', 'change', 'done']) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(words)) url.searchParams.set(name, String(value));
  url.hash = `t${words.at}`;
  go(url, { focus: toField('[data-first]') });
}

function openParagraph(field) {
  const number = document.querySelector('.seg.now .seg-no') ?? document.querySelector('.seg-no');
  if (number) go(number.href, { focus: toField(field) });
}

// ---- wiring -------------------------------------------------------------------------------------

document.addEventListener('click', event => {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.ctrlKey ||
    event.metaKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  goByMap(event);
  const link = event.target.closest('a[href]');
  if (!link) return;
  if (link.pathname === '/keys') {
    event.preventDefault();
    return document.getElementById('key-map').showModal();
  }
  if (
    link.origin !== location.origin ||
    link.pathname !== deskPath ||
    link.getAttribute('href').startsWith('#')
  )
    return;
  // Words being selected are not a click on the finding under them.
  if (link.closest('.copy') && !getSelection().isCollapsed) return event.preventDefault();
  event.preventDefault();
  // Enter on a finding leads into the panel, a click stays on the word.
  go(link.dataset.whole ? wholeParagraph(link) : link.href, {
    focus: event.detail === 0 && link.closest('.copy') ? toPanel : toAnchor,
  });
});

document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post' || !new URL(form.action).pathname.startsWith(deskPath)) return;
  event.preventDefault();
  submit(form, event.submitter);
});

document.addEventListener('input', event => {
  if (event.target.matches('[data-draft]')) keepDraft(event.target);
});
document.addEventListener('keydown', onKey);
window.addEventListener('popstate', () => go(location.href, { push: false }));
window.addEventListener('online', () => flush(answered));

let shading;
const shadeSoon = () => {
  cancelAnimationFrame(shading);
  shading = requestAnimationFrame(shadeMap);
};
window.addEventListener('scroll', shadeSoon, { passive: true });
window.addEventListener('resize', shadeSoon);

rememberParts();
settle();
flush(answered);
