/** Decisions on their way: sent one after the other, kept in this browser until the server has answered. */
import { forget, keep, kept } from './kept.js';

const store = () => `walnuts.unsent.${document.querySelector('main.desk').dataset.article}`;
const read = () => JSON.parse(kept(store()) ?? '[]');
const write = list => (list.length ? keep(store(), JSON.stringify(list)) : forget(store()));

/** Answers of a server, or of what stands before it, that is not there just now. */
const away = new Set([502, 503, 504]);

let sending = false;
let timer;

export const hasUnsent = () => read().length > 0;

/** Queues one and sends what waits. `answered(response, html, one)` takes each answer. */
export function send(one, answered) {
  // A key pressed twice before the answer is one decision.
  if (read().some(({ action, body }) => action === one.action && body === one.body)) return;
  write([...read(), one]);
  return flush(answered);
}

export async function flush(answered) {
  clearTimeout(timer);
  if (sending || !hasUnsent()) return;
  sending = true;
  show('saving');
  try {
    while (hasUnsent()) {
      const [one] = read();
      const response = await fetch(one.action, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: one.body,
      });
      if (away.has(response.status)) throw new Error(`status ${response.status}`);
      if (new URL(response.url).pathname === '/login')
        return location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
      const html = await response.text();
      write(read().slice(1));
      answered(response, html, one);
    }
    hideUnsent();
  } catch {
    show('not-saved');
    showUnsent(answered);
    timer = setTimeout(() => flush(answered), 5_000);
  } finally {
    sending = false;
  }
}

/** Saved, saving, not saved: always in the same place. */
export function show(state) {
  const saved = document.getElementById('saved');
  saved.classList.toggle('not', state !== 'saving');
  const sign = document.createElement(state === 'saving' ? 'span' : 'i');
  sign.setAttribute('aria-hidden', 'true');
  if (state === 'saving') sign.textContent = '…';
  else sign.className = 'sev critical';
  saved.replaceChildren(sign, words(state));
}

const words = name => document.getElementById(`words-${name}`).textContent;

function showUnsent(answered) {
  hideUnsent();
  const note = document.createElement('div');
  note.id = 'unsent';
  note.className = 'note stop unsent';
  note.setAttribute('role', 'alert');
  const heading = document.createElement('strong');
  heading.textContent = words('unsent');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn';
  button.textContent = words('try-now');
  button.addEventListener('click', () => flush(answered));
  const acts = document.createElement('div');
  acts.className = 'acts';
  acts.append(button);
  note.append(heading, words('unsent-why'), acts);
  document.getElementById('refused').before(note);
}

const hideUnsent = () => document.getElementById('unsent')?.remove();
