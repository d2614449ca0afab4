import {
  type ArticleRecord,
  type Decision,
  type Finding,
  noAlignment,
  type SavedAnalysis,
  type StoredSegment,
  type Text,
  type TextRole,
  touches,
} from '../../src/model/index.ts';
import {
  type DecisionContext,
  type DecisionRequest,
  decide,
  foldDecisions,
  reviewArticle,
} from '../../src/review/index.ts';
import { cutText, findingId, ordinalOf } from '../../src/text/index.ts';

/** A text with believable details; one paragraph a line. */
export function textOf(content: string, role: TextRole = 'translation', id = `${role}-1`): Text {
  const segments = cutText(content).map(
    (segment): StoredSegment => ({ ...segment, id: `${id}.${segment.index}` }),
  );
  return { id, role, version: 1, language: 'en', hash: 'a'.repeat(64), content, segments };
}

/** A finding on the first occurrence of `words`. */
export function findingOn(content: string, words: string, more: Partial<Finding> = {}): Finding {
  const start = content.indexOf(words);
  if (start < 0) throw new RangeError(`no ${words} in the text`);
  const category = more.category ?? 'translated-name';
  return {
    id: findingId(category, words, ordinalOf(content, words, start)),
    segment: cutText(content).findLast(segment => segment.start <= start)?.index ?? 0,
    start,
    end: start + words.length,
    text: words,
    category,
    severity: 'major',
    confidence: 0.9,
    quiet: false,
    message: { key: 'finding.test' },
    suggestions: [{ text: words.toUpperCase() }],
    evidence: [],
    detector: 'test',
    ...more,
  };
}

export type RecordParts = {
  content?: string;
  comparable?: string;
  findings?: readonly Finding[];
  analysis?: Partial<SavedAnalysis>;
};

export function recordOf({
  content = 'One Walnuts here.\nTwo Walnuts there.',
  comparable,
  findings = [],
  analysis = {},
}: RecordParts = {}): ArticleRecord {
  const translation = textOf(content);
  found.set(translation, findings);
  return {
    id: 'article',
    title: 'Title',
    by: 'marta',
    at: '2026-01-01T00:00:00.000Z',
    textsVersion: 1,
    analysisState: 'done',
    analysis: {
      version: 1,
      alignment: noAlignment(translation.segments.length),
      findings,
      warnings: [],
      ...analysis,
    },
    texts: { translation, ...(comparable !== undefined && { comparable: textOf(comparable, 'comparable') }) },
    decisions: [],
    deskDismissals: [],
  };
}

/** What the checks find in a text as it was imported. */
const found = new WeakMap<Text, readonly Finding[]>();

/** The checks have read the text again: what no correction touches is still there. */
export function checkAgain(record: ArticleRecord): ArticleRecord {
  const { corrections } = foldDecisions(record);
  const findings = (found.get(record.texts.translation) ?? []).filter(
    finding => !corrections.some(correction => touches(correction, finding)),
  );
  const version = record.decisions.at(-1)?.seq ?? record.textsVersion;
  return { ...record, analysis: { ...record.analysis!, version, findings } };
}

let ids = 0;

/** Somebody who may do everything but approve their own work. */
export const contextOf = (more: Partial<DecisionContext> = {}): DecisionContext => ({
  by: 'marta',
  may: () => true,
  mayOverride: false,
  at: '2026-01-01T10:00:00.000Z',
  newId: () => `d${++ids}`,
  ifMatch: undefined,
  ...more,
});

/** Appends decisions as a store would. */
export function append(record: ArticleRecord, decisions: readonly Omit<Decision, 'seq'>[]): ArticleRecord {
  const last = record.decisions.at(-1)?.seq ?? record.textsVersion;
  const numbered = decisions.map((decision, index) => ({ ...decision, seq: last + 1 + index }));
  return { ...record, decisions: [...record.decisions, ...numbered] };
}

/** Decides, and has the checks read the text again, as the desk does. */
export const act = (...args: Parameters<typeof decideOnly>): ArticleRecord => checkAgain(decideOnly(...args));

/** Decides with whichever present etag fits, and throws the refusal's key where it is refused. */
export function decideOnly(
  record: ArticleRecord,
  request: DecisionRequest | readonly DecisionRequest[],
  more: Partial<DecisionContext> = {},
): ArticleRecord {
  const requests = [request].flat() as DecisionRequest[];
  const review = reviewArticle(record);
  let key = '';
  for (const ifMatch of [review.etag, ...review.segments.translation.map(({ etag }) => etag)]) {
    const outcome = decide(record, requests, contextOf({ ifMatch, ...more }));
    if ('decisions' in outcome) return append(record, outcome.decisions);
    key = outcome.refusal.message.key;
    if (outcome.refusal.code !== 'stale') break;
  }
  throw new Error(key);
}
