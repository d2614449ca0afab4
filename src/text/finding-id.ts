import { hash } from 'node:crypto';
import type { Span } from '../model/index.ts';

/**
 * Names a finding by its category, the words it quotes and which of their occurrences it stands on (from 0),
 * so that a decision survives a re-import that moves the words. Sixteen hex digits.
 */
export function findingId(category: string, quoted: string, ordinal: number): string {
  return hash('sha256', `${category}\n${ordinal}\n${quoted}`).slice(0, 16);
}

/**
 * Number of earlier places in `content` where exactly `quoted` begins; overlapping ones count, so that no two
 * places share a number. For one finding; `ordinalsOf` reads the content once for many.
 */
export function ordinalOf(content: string, quoted: string, start: number): number {
  if (quoted === '') return start;
  let count = 0;
  for (let at = content.indexOf(quoted); at >= 0 && at < start; at = content.indexOf(quoted, at + 1)) count++;
  return count;
}

type Branch = { readonly next: Map<number, Branch>; count?: number };

/** `ordinalOf` of each span, in their order, in one pass over the content: a trie of all quoted words is walked. */
export function ordinalsOf(content: string, spans: readonly Span[]): number[] {
  const root: Branch = { next: new Map() };
  const ends = spans.map(({ start, end }) => {
    const branch = plant(root, content.slice(start, end));
    branch.count = 0;
    return branch;
  });
  const byStart = spans.map((_, index) => index).sort((a, b) => spans[a]!.start - spans[b]!.start);
  const ordinals = new Array<number>(spans.length).fill(0);
  let position = 0;
  for (const index of byStart) {
    const { start, end } = spans[index]!;
    for (; position < start; position++) countFrom(root, content, position);
    ordinals[index] = start === end ? start : ends[index]!.count!;
  }
  return ordinals;
}

function plant(root: Branch, quoted: string): Branch {
  let branch = root;
  for (let index = 0; index < quoted.length; index++) {
    const unit = quoted.charCodeAt(index);
    let next = branch.next.get(unit);
    if (!next) {
      next = { next: new Map() };
      branch.next.set(unit, next);
    }
    branch = next;
  }
  return branch;
}

function countFrom(root: Branch, content: string, position: number): void {
  let branch = root.next.get(content.charCodeAt(position));
  for (let index = position + 1; branch; index++) {
    if (branch.count !== undefined) branch.count++;
    branch = index < content.length ? branch.next.get(content.charCodeAt(index)) : undefined;
  }
}
