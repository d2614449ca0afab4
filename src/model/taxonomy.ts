/** The artefact categories, one entry each. Labels live in the catalogues under `category.<id>`. */

export const severities = ['neutral', 'minor', 'major', 'critical'] as const;
export type Severity = (typeof severities)[number];

export type Dimension =
  | 'Terminology'
  | 'Accuracy'
  | 'Linguistic conventions'
  | 'Style'
  | 'Locale conventions'
  | 'Other';

type Entry = { readonly dimension: Dimension; readonly severity: Severity; readonly detected: boolean };

const detected = (dimension: Dimension, severity: Severity): Entry => ({
  dimension,
  severity,
  detected: true,
});
const byHand = (dimension: Dimension, severity: Severity): Entry => ({
  dimension,
  severity,
  detected: false,
});

/** MQM dimension, usual severity, and whether detectors use it or only reviewers' own corrections. */
export const taxonomy = {
  'missing-space': detected('Linguistic conventions', 'major'),
  'extra-space': detected('Linguistic conventions', 'minor'),
  'translated-name': detected('Accuracy', 'critical'),
  'name-order': detected('Accuracy', 'major'),
  'name-variant': detected('Accuracy', 'minor'),
  'name-case': detected('Linguistic conventions', 'minor'),
  untranslated: detected('Accuracy', 'major'),
  calque: detected('Style', 'minor'),
  mistranslation: detected('Accuracy', 'major'),
  pronoun: detected('Accuracy', 'major'),
  'number-format': detected('Locale conventions', 'minor'),
  'number-mismatch': detected('Accuracy', 'major'),
  quote: detected('Linguistic conventions', 'minor'),
  'broken-paragraph': detected('Linguistic conventions', 'minor'),
  punctuation: detected('Linguistic conventions', 'minor'),
  casing: detected('Linguistic conventions', 'minor'),
  grammar: detected('Linguistic conventions', 'minor'),
  'word-order': detected('Linguistic conventions', 'minor'),
  acronym: detected('Terminology', 'major'),
  'repeated-word': detected('Linguistic conventions', 'minor'),
  termbase: detected('Terminology', 'minor'),
  spelling: byHand('Linguistic conventions', 'minor'),
  omission: byHand('Accuracy', 'major'),
  addition: byHand('Accuracy', 'major'),
  other: byHand('Other', 'minor'),
} as const satisfies Record<string, Entry>;

export type Category = keyof typeof taxonomy;
export const categories = Object.keys(taxonomy) as Category[];
export const isCategory = (value: string): value is Category => Object.hasOwn(taxonomy, value);
export const isSeverity = (value: string): value is Severity =>
  (severities as readonly string[]).includes(value);

/** Sorts graver first. */
export const bySeverity = (a: Severity, b: Severity): number => severities.indexOf(b) - severities.indexOf(a);
