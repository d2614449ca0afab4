import { fold, frequency, isEnglishSurname } from '../terms/index.ts';
import { contentOf, realSurnames } from './name-scene.ts';
import { contexts, type Witness } from './name-witnesses.ts';
import type { Word } from './reading.ts';

/** Words on either side in which a context word counts. */
const nearby = 12;

const wide = 40;

/** A well-known name needs its kind spoken of: "the newspaper Reform", "the Purslane team". */
export function fitsKnown(
  { kind, name }: Witness,
  words: readonly Word[],
  from: number,
  to: number,
  capital: boolean,
): boolean {
  // "newspaper presses" are no La Prensa.
  const lone = to - from === 1 && !words[from]!.capital;
  const announced = kind === 'newspaper' && !lone ? announcement(words, from) : undefined;
  if (announced) return announced !== 'tag' || isWholeTag(words, from, to);
  // "the purslane team"; any team may be "the mighty team".
  if (kind === 'nickname' && isSquad(words[to]) && (capital || isRare(words, from, to))) return true;
  if (kind === 'person') return capital && isOneOf(name, words, from, to);
  const several = contentOf(words, from, to).length > 1;
  if (kind === undefined || !(capital || several)) return false;
  // "Eleven Caldas": a part that stayed Spanish says enough.
  if (kind === 'club' && several && contentOf(words, from, to).some(({ form }) => !form.english)) return true;
  // There was a League of Nations before football had one: two words of the game are wanted.
  if (kind === 'competition') return several && companyOf(words, from, to, contexts.competition, wide) > 1;
  return isAmong(words, from, to, contexts[kind]);
}

/** The tag ends with the paper's name. Not "according to the report," and "according to Brand.", a Mr Brand. */
function isWholeTag(words: readonly Word[], from: number, to: number): boolean {
  const [word, other] = contentOf(words, from, to);
  const name = other !== undefined || (word?.capital === true && !isEnglishSurname(word.key));
  return name && !words[to]?.follows;
}

/** "Evo Morals": the given name stays, an everyday word stands for the surname. "John Charles" may be anybody. */
function isOneOf(name: string, words: readonly Word[], from: number, to: number): boolean {
  const [given] = fold(name).split(' ');
  return (
    words[from]!.key === given &&
    words.slice(from + 1, to).some(({ form, key }) => form.common && !realSurnames.has(key))
  );
}

const isRare = (words: readonly Word[], from: number, to: number): boolean =>
  contentOf(words, from, to).every(({ key }) => frequency(key) < rare);

const rare = 200;

/** "the gang The Wolves" */
export const isGang = (words: readonly Word[], from: number): boolean =>
  words[from]!.follows &&
  /^(?:gang|group|cartel|band|cell|criminals|organization|gangs|faction)$/.test(words[from - 1]?.lower ?? '');

export const isSquad = (after: Word | undefined): boolean =>
  after?.follows === true && /^(?:team|squad|side|club|fans|players?)$/.test(after.lower);

/**
 * How a paper is announced: by the noun ("the newspaper Reform"), by what papers have ("the editor of the hour"), or
 * as who reported it ("..., published The Universe").
 */
export function announcement(words: readonly Word[], from: number): 'noun' | 'role' | 'tag' | undefined {
  const before = words[from]!.follows ? words[from - 1] : undefined;
  if (before && /^(?:newspaper|outlet|portal|magazine)$/.test(before.text)) return 'noun';
  // "the daily Reform", not "a weekly newspaper".
  if (before && /^(?:daily|weekly)$/.test(before.text) && words[from]!.capital) return 'noun';
  const head = words[from - 2]?.text ?? '';
  if (before?.text === 'to' && head.toLowerCase() === 'according') return 'tag';
  if (before?.text === 'published') return 'tag';
  const role =
    before?.text === 'of'
      ? /^(?:editor|reporter|columnist|director)$/
      : before?.text === 'in' || before?.text === 'for'
        ? /^(?:article|column|interview|poll|editorial|report)$/
        : undefined;
  return role?.test(head) ? 'role' : undefined;
}

/** A word of the kind stands near, in the same paragraph. */
export const isAmong = (
  words: readonly Word[],
  from: number,
  to: number,
  context: ReadonlySet<string>,
): boolean => companyOf(words, from, to, context, nearby) > 0;

/** How many different words of the kind stand so near, in the same paragraph. */
function companyOf(
  words: readonly Word[],
  from: number,
  to: number,
  context: ReadonlySet<string>,
  within: number,
): number {
  const found = new Set<string>();
  for (let at = Math.max(0, from - within); at < Math.min(words.length, to + within); at++) {
    const { lower, segment } = words[at]!;
    if ((at < from || at >= to) && segment === words[from]!.segment && context.has(lower)) found.add(lower);
  }
  return found.size;
}
