/**
 * Makes the desk quick. Everything works without it: it fetches the same pages that links and forms lead to,
 * and puts in place what changed.
 */
import { draftsOf, dropDrafts, keepDraft, restoreDrafts } from './desk-drafts.js';
import { goByMap, shadeMap } from './desk-map.js';
import { bringIntoView, rememberParts, takeOver } from './desk-page.js';
import { segmentOfSelection, selectedWords } from './desk-selection.js';
import { flush, hasUnsent, hideAway, isAway, isSending, send, show, showAway } from './desk-unsent.js';
import { isTextField, onEscape, onKeys } from './keys.js';

const main = () => document.querySelector('main.desk');
const deskPath = location.pathname;

// ---- going from place to place ------------------------------------------------------------------

let under;
/** Where somebody is on the way to, until they are there: `{ address, focus }`. */
let heading;
const stayPut = () => {};

/** Fetches a place of this desk and shows it. `focus` says where to be then. */
async function go(address, { push = true, focus = toAnchor, keepBusy = false } = {}) {
  stopFetching();
  under = new AbortController();
  const { signal } = under;
  const url = new URL(address, location.href);
  // What was done last stays said until the next act.
  const done = new URL(location.href).searchParams.get('done');
  if (push && done && !url.searchParams.has('done')) url.searchParams.set('done', done);
  if (push) heading = { address: url.href, focus };
  try {
    const response = await fetch(url, { signal });
    if (isAway(response)) throw new Error(`status ${response.status}`);
    const html = await response.text();
    if (new URL(response.url).pathname !== deskPath || !response.ok || !takeOver(html, { keepBusy }))
      return location.assign(url);
  } catch {
    if (signal.aborted) return;
    return cannotGo(address, { push, focus, keepBusy });
  }
  heading = undefined;
  if (!hasUnsent()) hideAway();
  if (push) history.pushState(null, '', url);
  settle();
  focus(url.hash.slice(1));
}

/** The page stays, with whatever is typed there, and goes on looking for the server. */
function cannotGo(address, how) {
  heading = undefined;
  showAway(() => (hasUnsent() ? flush(on) : go(address, how)));
  // What was to be shown at this place still is; where somebody wanted to go, they may not want to go later.
  if (how.push) poll();
  else polling = setTimeout(() => go(address, how), 3_000);
}

function stopFetching() {
  under?.abort();
  clearTimeout(polling);
  clearTimeout(walking);
  heading = undefined;
}

/** The same place as it is now, under the hands of whoever is writing there. */
const refresh = () => go(location.href, { push: false, focus: stayPut, keepBusy: true });

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
  const button = document.getElementById('mark-selected');
  if (button) button.hidden = false;
  poll();
}

let polling;
/** While the checks read, the page fills in by itself. */
function poll() {
  clearTimeout(polling);
  if (main().dataset.analysis !== 'pending') return;
  polling = setTimeout(() => {
    // What waits to be sent may change what there is to show; and nobody is called back from where they go.
    if (document.hidden || hasUnsent() || heading) return poll();
    refresh();
  }, 1_000);
}

// ---- decisions ----------------------------------------------------------------------------------

/** The form whose answer is awaited: a caret in it has nothing left to write. */
let sentForm;

function submit(form, submitter) {
  const fields = new FormData(form, submitter);
  sentForm = form;
  return send(
    {
      action: form.getAttribute('action'),
      body: new URLSearchParams(fields).toString(),
      drafts: [...draftsOf(form), ...JSON.parse(form.dataset.drafts ?? '[]')],
      from: location.href,
    },
    on,
  );
}

/** Whoever went elsewhere since, or writes something else, is not called away by a late answer. */
function hasMovedOn(one) {
  const field = document.activeElement;
  return one.from !== location.href || (isTextField(field) && !sentForm?.contains(field));
}

/** What was sent stands no more to be sent: its form may be exchanged, unless somebody wrote on in it. */
function release({ drafts }) {
  const fields = [...(sentForm?.querySelectorAll('[data-draft]') ?? [])];
  if (fields.every(field => drafts.some(({ value }) => value === field.value))) sentForm?.reset();
}

/** A decision that was taken leads on; one that was not says why, and keeps what was typed. */
function answered(response, html, one) {
  const { drafts } = one;
  // Whatever is under way was asked for before the decision: it is asked for anew.
  const wanted = heading;
  stopFetching();
  if (response.ok) {
    dropDrafts(drafts);
    const url = new URL(response.url);
    if (wanted) return goOn(wanted, url);
    if (hasMovedOn(one)) {
      release(one);
      return stay(url);
    }
    if (!takeOver(html)) return location.assign(url);
    history.pushState(null, '', url);
    settle();
    const chosen = document.querySelector('.copy [aria-current]');
    return toAnchor(chosen?.id || document.querySelector('.seg.now')?.id || 'end');
  }
  if (wanted) go(wanted.address, { focus: wanted.focus });
  const page = new DOMParser().parseFromString(html, 'text/html');
  const trouble = page.getElementById('trouble');
  const refused = document.getElementById('refused');
  show('refused');
  refused.replaceChildren(...(trouble ?? page.querySelector('main')).children);
  // Sent anew from here and taken, it needs the first form's drafts no more.
  for (const form of refused.querySelectorAll('form')) form.dataset.drafts = JSON.stringify(drafts);
  if (hasMovedOn(one)) return poll();
  refused.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  refused.querySelector('textarea, a, button')?.focus();
  poll();
}

/** The place as it is after the decision, which is said there with its undo. */
function withDone(address, answer) {
  const url = new URL(address);
  const done = answer.searchParams.get('done');
  if (done) url.searchParams.set('done', done);
  return url;
}

const goOn = ({ address, focus }, answer) => go(withDone(address, answer), { focus });

function stay(answer) {
  history.replaceState(null, '', withDone(location.href, answer));
  return refresh();
}

/** Taken, and the answer went astray: the desk as it is now tells the rest. */
function taken(one) {
  dropDrafts(one.drafts);
  release(one);
  const wanted = heading;
  return wanted ? go(wanted.address, { focus: wanted.focus }) : refresh();
}

const on = { answered, taken };

// ---- keys ---------------------------------------------------------------------------------------

function press(key, event) {
  const { nextSegment, previousSegment, mark } = main().dataset;
  if (key === nextSegment || key === previousSegment) walk(key === nextSegment ? 1 : -1);
  else if (key === mark) markWords();
  else {
    const target = targetOf(key);
    if (target) act(target);
    else if (Object.hasOwn(paragraphFields, event.key)) openParagraph(paragraphFields[key]);
    else return false;
  }
  return true;
}

function targetOf(key) {
  const name = `[data-key="${CSS.escape(key)}"]`;
  return document.querySelector(`#panel ${name}`) ?? document.querySelector(name);
}

/** Held keys walk, from paragraph to paragraph or from finding to finding. They never decide. */
function mayRepeat(key) {
  const { nextSegment, previousSegment, nextFinding, previousFinding } = main().dataset;
  return [nextSegment, previousSegment, nextFinding, previousFinding].includes(key);
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
  // The next decision is about what comes next: that is not on the screen before the answer.
  if (form && isSending()) return;
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
  if (!event.target.closest('#panel')) return false;
  const word = document.querySelector('.copy [aria-current]') ?? document.querySelector('.seg.now .seg-no');
  if (!word) return false;
  word.focus({ preventScroll: true });
  bringIntoView(word);
  return true;
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
  stopFetching();
  heading = { address: number.href, focus: stayPut };
  walking = setTimeout(() => go(number.href, { focus: stayPut }), 150);
}

function markWords() {
  const words = selectedWords();
  if (!words) return openParagraph('[data-edit]', segmentOfSelection());
  const url = new URL(location.href);
  for (const name of ['finding', 'change', 'done']) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(words)) url.searchParams.set(name, String(value));
  url.hash = `t${words.at}`;
  go(url, { focus: toField('[data-first]') });
}

function openParagraph(field, part = document.querySelector('.seg.now')) {
  const number = (part ?? document.querySelector('.seg.now') ?? document).querySelector('.seg-no');
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
onKeys(press, mayRepeat);
onEscape(backToWord);

// Words are still selected when the button is pressed down; by keyboard there is only the click.
const isMarkButton = event => event.target.closest('#mark-selected') !== null;
document.addEventListener('pointerdown', event => {
  if (!isMarkButton(event) || event.button !== 0) return;
  event.preventDefault();
  markWords();
});
document.addEventListener('click', event => {
  if (isMarkButton(event) && event.detail === 0) markWords();
});

/** "Other" says nothing by itself: the note is asked for before anything is sent. */
document.addEventListener('change', ({ target }) => {
  if (!target.matches('.drop [name=reason]')) return;
  const note = target.form.elements.note;
  note.required = target.value === 'other';
  if (note.required) note.focus();
});
window.addEventListener('popstate', () => go(location.href, { push: false }));
window.addEventListener('online', () => flush(on));

let shading;
const shadeSoon = () => {
  cancelAnimationFrame(shading);
  shading = requestAnimationFrame(shadeMap);
};
window.addEventListener('scroll', shadeSoon, { passive: true });
window.addEventListener('resize', shadeSoon);

rememberParts();
settle();
flush(on);
