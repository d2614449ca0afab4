import type { Message } from './message.ts';

/** One translation segment beside one comparable segment. Indexes count from 0, probability is 0 to 1. */
export type Link = {
  readonly translation: number;
  readonly comparable: number;
  readonly probability: number;
  readonly reasons: readonly Message[];
};

/** One translation segment beside one segment of the Spanish source. */
export type SourceLink = Omit<Link, 'comparable'> & { readonly source: number };

/** A comparable segment that nearly became a link. */
export type Candidate = { readonly comparable: number; readonly probability: number };

/** Every segment is in a link or listed as unlinked. `candidates[i]`: the next two of translation segment i. */
export type Alignment = {
  readonly links: readonly Link[];
  readonly unlinked: { readonly translation: readonly number[]; readonly comparable: readonly number[] };
  readonly candidates: readonly (readonly Candidate[])[];
};

export const noAlignment = (translationCount: number): Alignment => ({
  links: [],
  unlinked: { translation: Array.from({ length: translationCount }, (_, index) => index), comparable: [] },
  candidates: Array.from({ length: translationCount }, () => []),
});

export type Sureness = 'sure' | 'likely' | 'perhaps' | 'weak';

/** The word that stands before a link's number: sure from .85, likely from .60, perhaps from .45. */
export function sureness(probability: number): Sureness {
  if (probability >= 0.85) return 'sure';
  if (probability >= 0.6) return 'likely';
  return probability >= 0.45 ? 'perhaps' : 'weak';
}
