/** What is kept in this browser; where it may not keep anything, at least until the tab is closed. */
const memory = new Map();

export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
    memory.delete(name);
  } catch {
    // Storage is full or switched off. Only then: what another tab takes away must not come back from here.
    memory.set(name, value);
  }
}

export function kept(name) {
  try {
    return memory.get(name) ?? localStorage.getItem(name);
  } catch {
    return memory.get(name) ?? null;
  }
}

/** Everything kept under names that begin so, in the order of the names. */
export function keptUnder(beginning) {
  let names = [...memory.keys()];
  try {
    names = [...new Set([...names, ...Object.keys(localStorage)])];
  } catch {
    // Memory has it all.
  }
  return names
    .filter(name => name.startsWith(beginning))
    .sort()
    .map(name => kept(name))
    .filter(value => value !== null);
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
