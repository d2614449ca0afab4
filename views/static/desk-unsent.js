/** Decisions on their way: sent one after the other, kept in this browser until the server has answered. */
import { deskName, forget, keep, kept, keptUnder } from './kept.js';

const main = () => document.querySelector('main.desk');
/** Each is kept by itself: tabs see each other's changes late, and would write over each other's lists. */
const nameOf = ({ id }) => `${deskName('unsent')}.${id}`;
const read = () => keptUnder(`${deskName('unsent')}.`).map(item => JSON.parse(item));
const remove = one => forget(nameOf(one));

/** Answers of a server, or of what stands before it, that is not there just now. */
export const isAway = ({ status }) => status === 502 || status === 503 || status === 504;

let sending = false;
let timer;
/** What this page queued and has not seen answered. */
const awaited = new Set();
/** What this page queued and nobody has sent yet. Anything else may have been taken already. */
const untried = new Set();

export const hasUnsent = () => read().length > 0;
export const isSending = () => sending;

/**
 * Queues one and sends what waits. `on.answered(response, html, one)` takes each answer; `on.taken(one)` hears of one
 * that was taken though its answer was lost, or whose answer another tab has.
 */
export function send(one, on) {
  // A key pressed twice before the answer is one decision.
  if (read().some(({ action, body }) => action === one.action && body === one.body)) return;
  const queued = Date.now();
  const id = `${queued}-${Math.random().toString(36).slice(2)}`;
  const item = { ...one, id, queued, user: main().dataset.user };
  awaited.add(id);
  untried.add(id);
  keep(nameOf(item), JSON.stringify(item));
  return flush(on);
}

export async function flush(on) {
  clearTimeout(timer);
  // With nothing left to send, another tab may have sent what this one awaits: that is told below.
  if (sending || (!hasUnsent() && awaited.size === 0)) return;
  sending = true;
  show('saving');
  try {
    if (!(await alone(() => sendAll(on)))) return;
    hideAway();
    const elsewhere = [...awaited];
    awaited.clear();
    if (elsewhere.length) on.taken({ drafts: [] });
  } catch {
    show('not-saved');
    showAway(() => flush(on));
    timer = setTimeout(() => flush(on), 5_000);
  } finally {
    sending = false;
  }
}

/** One tab sends at a time: where the browser has no locks (http), a note with a time of expiry stands for one. */
async function alone(work) {
  const note = deskName('sending');
  if (navigator.locks) return navigator.locks.request(note, work);
  if (Number(kept(note)) > Date.now()) throw new Error('another tab is sending');
  keep(note, String(Date.now() + 30_000));
  try {
    return await work();
  } finally {
    forget(note);
  }
}

/** False when signing in comes first: what waits stays. */
async function sendAll(on) {
  for (let [one] = read(); one; [one] = read()) {
    if (one.user !== main().dataset.user) remove(one);
    else if (!untried.has(one.id) && (await wasTaken(one))) {
      settle(one);
      on.taken(one);
    } else if (!(await sendOne(one, on))) return false;
  }
  return true;
}

async function sendOne(one, on) {
  untried.delete(one.id);
  const response = await fetch(one.action, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: one.body,
  });
  if (isAway(response)) throw new Error(`status ${response.status}`);
  if (new URL(response.url).pathname === '/login') {
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
    return false;
  }
  const html = await response.text();
  // Two tabs may have been at it after all: what stands as it was wanted is no conflict.
  const isOwn = response.status === 412 && (await wasTaken(one));
  settle(one);
  if (isOwn) on.taken(one);
  else on.answered(response, html, one);
  return true;
}

function settle(one) {
  awaited.delete(one.id);
  remove(one);
}

// ---- lost answers ---------------------------------------------------------------------------------

/** Clocks of browser and server may differ by as much. */
const clocksDiffer = 120_000;

/**
 * Whether the server took what was sent before without an answer: its history tells. Else a comment would be said
 * twice, and one's own decision come back as a conflict.
 */
async function wasTaken(one) {
  const sent = Object.fromEntries(new URLSearchParams(one.body));
  const history = await wholeHistory();
  if (sent.kind === 'undo') return history.some(({ id, undoneBy }) => id === sent.decision && undoneBy);
  const since = one.queued - clocksDiffer;
  const { name } = main().dataset;
  return history.some(
    decision => decision.by === name && Date.parse(decision.at) >= since && tells(decision, sent),
  );
}

function tells(decision, sent) {
  if (decision.kind !== sent.kind || decision.undoneBy) return false;
  const segment = sent.translation ?? sent.at ?? sent.segment;
  if (segment && decision.segment !== undefined && String(decision.segment) !== segment) return false;
  return ['finding', 'after', 'text'].every(
    field => sent[field] === undefined || plain(sent[field]) === plain(decision[field]),
  );
}

const plain = (words = '') => words.replace(/\r\n?/g, '\n').trim();

async function wholeHistory() {
  const all = [];
  let search = '';
  do {
    const response = await fetch(`/api/v1/articles/${main().dataset.article}/history${search}`);
    if (isAway(response)) throw new Error(`status ${response.status}`);
    if (!response.ok) return all;
    const { decisions, next } = await response.json();
    all.push(...decisions);
    search = next && `?cursor=${encodeURIComponent(next)}`;
  } while (search);
  return all;
}

// ---- what is said of it ---------------------------------------------------------------------------

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

/** The server does not answer; the button tries again at once. */
export function showAway(tryAgain) {
  hideAway();
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
  button.addEventListener('click', tryAgain);
  const acts = document.createElement('div');
  acts.className = 'acts';
  acts.append(button);
  note.append(heading, words('unsent-why'), acts);
  document.getElementById('refused').before(note);
}

export const hideAway = () => document.getElementById('unsent')?.remove();
