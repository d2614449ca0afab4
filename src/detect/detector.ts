import { type Category, type Draft, message, type Severity } from '../model/index.ts';
import type { Reading } from './reading.ts';

/**
 * One kind of artefact: reads the shared reading, says what it found, in any order. Pure, and linear in the
 * length of the texts. `id` is the file's name; `categories`: what its drafts may be of.
 */
export type Detector = {
  readonly id: string;
  readonly categories: readonly Category[];
  readonly find: (reading: Reading) => readonly Draft[];
};

/**
 * Makes the drafts of a detector that a rule of writing bears out and nothing else need: `rule` names its sentence,
 * `evidence.pattern.<rule>`. `texts`: suggestions, best first.
 */
export const draftsByRule =
  (category: Category, severity: Severity, rule: string) =>
  (start: number, end: number, texts: readonly string[], key: string, confidence: number): Draft => ({
    start,
    end,
    category,
    severity,
    confidence,
    message: message(key),
    suggestions: texts.map(text => ({ text })),
    evidence: [{ kind: 'pattern', say: message(`evidence.pattern.${rule}`) }],
  });
