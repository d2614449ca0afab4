/** What somebody types is kept in this browser, by article and field, until it is sent: it survives a closed tab. */
import { forget, keep, kept } from './kept.js';

const keyOf = field =>
  `walnuts.draft.${document.querySelector('main.desk').dataset.article}.${field.dataset.draft}`;

export function keepDraft(field) {
  if (field.value === field.defaultValue) forget(keyOf(field));
  else keep(keyOf(field), field.value);
}

/** Puts drafts back where their fields stand, opens what hides them and says so. */
export function restoreDrafts() {
  for (const field of document.querySelectorAll('[data-draft]')) {
    const draft = kept(keyOf(field));
    if (draft === null || draft === field.value) continue;
    field.value = draft;
    field.closest('details')?.setAttribute('open', '');
    const note = document.createElement('p');
    note.className = 'hush';
    note.textContent = document.getElementById('words-draft').textContent;
    field.after(note);
  }
}

/** A form that was taken needs its drafts no more. */
export const draftsOf = form => [...form.querySelectorAll('[data-draft]')].map(keyOf);
export const dropDrafts = keys => {
  for (const key of keys) forget(key);
};
