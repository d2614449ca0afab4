import { type Message, message } from '../model/index.ts';
import { distinctWords, little, type Reading, shared } from './reading.ts';
import type { ScoredPair } from './scorer.ts';

/** Names, numbers and words named in a reason; more would not be read. */
const mostNamed = 4;

/** From this likeness on the wording itself is the reason. */
const sameWords = 0.6;

/** A word in more segments than this tells nothing about two of them. */
const rareIn = 4;

/** Says in how many segments of both texts each folded word stands. */
export type Mentions = ReadonlyMap<string, number>;

export function countMentions(texts: readonly string[]): Mentions {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of distinctWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/**
 * Why two segments belong together, the strongest first: the same words, shared names, dates, numbers, rare
 * words, and neighbours that belong together, too. `scored` is missing for a link that a person drew between
 * segments that the scorer never compared. When nothing can be named, the reason is similar wording.
 */
export function reasonsFor(
  a: Reading,
  b: Reading,
  mentions: Mentions,
  [text, other]: readonly [string, string],
  scored?: ScoredPair,
): Message[] {
  const reasons: Message[] = [];
  const say = (key: string, items: readonly string[]) => {
    if (items.length > 0) reasons.push(message(key, { items: items.slice(0, mostNamed).join(', ') }));
  };
  if (scored && (scored.grams + scored.words) / 2 >= sameWords) reasons.push(message('link.same-words'));
  const dates = shared(a.dates, b.dates);
  const inDates = new Set(dates.flatMap(date => date.match(/\d+/g) ?? []));
  say('link.names', joinedNames(shared(a.names, b.names), text));
  say(
    'link.dates',
    dates.filter(date => !dates.some(other => other !== date && other.endsWith(date))),
  );
  say(
    'link.numbers',
    shared(a.numbers, b.numbers).filter(number => !inDates.has(number)),
  );
  say(
    'link.words',
    rareWords(text, other, mentions).filter(word => !a.names.has(word)),
  );
  if (scored && Math.max(scored.features.diagonal, scored.features.lateral) >= 0.5)
    reasons.push(message('link.neighbours'));
  if (reasons.length === 0 && scored) reasons.push(message('link.wording'));
  return reasons;
}

/** Shared words that stand beside each other become one name: "Troy Miller". */
function joinedNames(names: readonly string[], text: string): string[] {
  const known = new Set(names);
  const runs: string[] = [];
  let end = -1;
  for (const { 0: word, index } of text.matchAll(/\p{Lu}[\p{L}\p{M}]+/gu)) {
    if (!known.has(word)) continue;
    if (end === index - 1 && text[end] === ' ') runs[runs.length - 1] += ` ${word}`;
    else runs.push(word);
    end = index + word.length;
  }
  return [...new Set(runs)].filter(run => !runs.some(longer => longer !== run && longer.includes(run)));
}

function rareWords(text: string, other: string, mentions: Mentions): string[] {
  const times = (word: string): number => mentions.get(word) ?? 0;
  const others = distinctWords(other);
  return [...distinctWords(text)]
    .filter(word => others.has(word) && word.length > 3 && !little.has(word) && /^\p{L}+$/u.test(word))
    .filter(word => times(word) <= rareIn)
    .sort((one, two) => times(one) - times(two));
}
