/** What is kept in this browser; where it may not keep anything, at least until the tab is closed. */
const memory = new Map();

export function keep(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is full or switched off: memory has it.
  }
}

export function kept(name) {
  try {
    return localStorage.getItem(name) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

export function forget(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // Nothing was kept there.
  }
}

/** What belongs to one person at one article: whoever signs in next in this browser neither sees nor sends it. */
export function deskName(kind) {
  const { user, article } = document.querySelector('main.desk').dataset;
  return `walnuts.${kind}.${user}.${article}`;
}
