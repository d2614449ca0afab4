/** What somebody types is kept in this browser, by person, article and field, until it is sent: it survives a closed tab. */
import { deskName, forget, keep, kept } from './kept.js';

const keyOf = field => `${deskName('draft')}.${field.dataset.draft}`;

/** The draft of a field: its words, and the etag of what they were written over. */
const read = key => JSON.parse(kept(key) ?? 'null');

/** A field that stands for words of the copy: what it is sent with replaces them. */
const writesOver = field => field.name === 'after' || field.form.elements.kind === undefined;
const etagOf = field => field.form.elements.etag;

export function keepDraft(field) {
  if (field.value !== field.defaultValue)
    return keep(keyOf(field), JSON.stringify({ value: field.value, etag: etagOf(field).value }));
  forget(keyOf(field));
  // What stands there now is on the screen again: nothing older is being written over.
  const { etagNow } = etagOf(field).dataset;
  if (etagNow) etagOf(field).value = etagNow;
}

/** Puts drafts back where their fields stand, opens what hides them and says so. */
export function restoreDrafts() {
  for (const field of document.querySelectorAll('[data-draft]')) {
    const draft = read(keyOf(field));
    if (draft === null || draft.value === field.value) continue;
    field.value = draft.value;
    if (writesOver(field)) writeOverWhatWasSeen(field, draft.etag);
    field.closest('details')?.setAttribute('open', '');
    const note = document.createElement('p');
    note.className = 'hush';
    note.textContent = document.getElementById('words-draft').textContent;
    field.after(note);
  }
}

/**
 * A draft was written over the words that stood there then. It is sent with the etag of those, so that the server
 * asks instead of reverting what a colleague has written since.
 */
function writeOverWhatWasSeen(field, etag) {
  const sent = etagOf(field);
  if (!etag || sent.value === etag) return;
  sent.dataset.etagNow ??= sent.value;
  sent.value = etag;
}

/** Drafts that a form sends, as they are now. */
export const draftsOf = form =>
  [...form.querySelectorAll('[data-draft]')].map(field => ({ key: keyOf(field), value: field.value }));

/** A form that was taken needs its drafts no more; what was typed after it was sent stays. */
export function dropDrafts(drafts) {
  for (const { key, value } of drafts) if (read(key)?.value === value) forget(key);
}
