import type { AnalysisState, Warning } from './analysis.ts';
import type { Finding } from './finding.ts';
import type { Alignment, Candidate, Link, SourceLink } from './link.ts';
import type { Message } from './message.ts';
import type { Segment } from './segment.ts';
import type { Span } from './span.ts';
import type { Category, Severity } from './taxonomy.ts';
import type { Text } from './text.ts';

export type ArticleState = 'in-review' | 'submitted' | 'returned' | 'approved';

export const dismissReasons = [
  'false-alarm',
  'house-style',
  'faithful-quotation',
  'right-in-context',
  'other',
] as const;
export type DismissReason = (typeof dismissReasons)[number];

export const dismissScopes = ['here', 'article', 'everywhere'] as const;
export type DismissScope = (typeof dismissScopes)[number];

/** What stands in the log of each kind of decision: all that the fold needs, nothing that it can compute. */
export type DecisionPayload =
  | {
      readonly kind: 'accept';
      readonly finding: Finding;
      readonly suggestion: number;
      readonly change: Change;
    }
  | { readonly kind: 'correct'; readonly finding?: Finding; readonly change: Change }
  | {
      readonly kind: 'dismiss';
      readonly finding?: Finding;
      readonly warning?: string;
      readonly reason: DismissReason;
      readonly scope: DismissScope;
      readonly note?: string;
    }
  | { readonly kind: 'comment'; readonly segment: number; readonly finding?: string; readonly text: string }
  | { readonly kind: 'confirm' | 'cut' | 'draw' | 'pin'; readonly link: LinkEnds }
  | { readonly kind: 'realign'; readonly comparableText: string; readonly alignment: Alignment }
  | { readonly kind: 'submit' | 'reopen' | 'archive' | 'restore'; readonly reason?: string }
  | { readonly kind: 'approve' | 'return'; readonly correction?: string; readonly reason?: string }
  | { readonly kind: 'undo'; readonly decisions: readonly string[] };

export type DecisionKind = DecisionPayload['kind'];

/** A replacement of import text: `after` stands for the whole of `start..end`. */
export type Change = Span & {
  readonly before: string;
  readonly after: string;
  readonly category: Category;
  readonly severity: Severity;
};

/**
 * Stable ids of the two segments, so that a link outlives neither of its texts: one of the translation, and one of
 * either the comparable or the source.
 */
export type LinkEnds = {
  readonly translation: string;
  readonly comparable?: string;
  readonly source?: string;
};

/** One logged act on an article. `seq` orders the log; `at` is for people, UTC, ISO 8601. */
export type Decision = {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  /** User id. */
  readonly by: string;
  /** Decisions that were sent together and are undone together. */
  readonly batch?: string;
  readonly payload: DecisionPayload;
  /** It was about words that a newer translation does not have: it counts no more and cannot be undone. */
  readonly lapsed?: true;
};

/**
 * Where a newer translation has put the decisions on the one before: those that now read otherwise (other place,
 * same words) with their new payload, and those that have no place in it.
 */
export type Carried = {
  readonly moved: Readonly<Record<string, DecisionPayload>>;
  readonly lapsed: readonly string[];
};

/** Decisions in terms of a newer translation. What `text` says of none stays as it is. */
export function carriedOver(
  decisions: readonly Decision[],
  { carried }: { readonly carried?: Carried },
): Decision[] {
  if (!carried) return [...decisions];
  const lapsed = new Set(carried.lapsed);
  return decisions.map(decision => {
    if (lapsed.has(decision.id)) return { ...decision, lapsed: true };
    const payload = Object.hasOwn(carried.moved, decision.id) ? carried.moved[decision.id] : undefined;
    return payload ? { ...decision, payload } : decision;
  });
}

export type CorrectionState = 'proposed' | 'approved' | 'returned';

/** A standing correction; its id is that of the decision that made it. Spans are of the import, disjoint. */
export type Correction = Change & {
  readonly id: string;
  readonly segment: number;
  readonly finding?: string;
  readonly detector?: string;
  readonly by: string;
  readonly at: string;
  readonly state: CorrectionState;
  /** Who approved or returned it, when, and the reason given (of an approval: the override). */
  readonly verdict?: { readonly by: string; readonly at: string; readonly reason?: string };
  /** Corrections whose place this one took; undoing it brings them back. */
  readonly replaces: readonly string[];
};

export type LinkState = 'automatic' | 'confirmed' | 'pinned';
export type ReviewedLink = Link & { readonly state: LinkState };
export type ReviewedSourceLink = SourceLink & { readonly state: LinkState };

export type FindingState = 'open' | 'accepted' | 'corrected' | 'dismissed' | 'needs-look';

/**
 * A finding as the desk shows it: place of the import, words as they stand now. One whose words touch a
 * standing correction covers that correction whole, and each suggestion replaces all of it.
 */
export type ReviewedFinding = Finding & {
  readonly state: FindingState;
  /** The decision that gave it this state. */
  readonly decision?: string;
  readonly dismissal?: {
    readonly by: string;
    readonly at: string;
    readonly reason: DismissReason;
    readonly scope: DismissScope;
    readonly note?: string;
  };
};

/** A translation segment as it stands now; `start`, `end` are of the import. */
export type ReviewedSegment = Segment & {
  readonly id: string;
  readonly text: string;
  readonly etag: string;
};

export type Comment = {
  readonly id: string;
  readonly segment: number;
  readonly finding?: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
};

/** A row of the history: a decision with what became of it. */
export type HistoryItem = {
  readonly id: string;
  readonly kind: DecisionKind;
  readonly by: string;
  readonly at: string;
  readonly batch?: string;
  readonly segment?: number;
  readonly finding?: string;
  readonly correction?: string;
  readonly before?: string;
  readonly after?: string;
  readonly reason?: string;
  readonly text?: string;
  /** Corrections that this one took the place of. */
  readonly replaces?: readonly string[];
  readonly undoneBy?: string;
  /** It was about words of an earlier translation that this one does not have. */
  readonly lapsed?: true;
};

/** Refused acts are values: `code` says which kind, the message says what to do. */
export type Refusal = {
  readonly code: 'not-found' | 'invalid' | 'forbidden' | 'conflict' | 'stale' | 'missing-etag';
  readonly message: Message;
  /** Where the act would fit: the span to send instead. */
  readonly span?: Span;
  /** Decisions that stand in the way and have to be undone first, or what is missing before an approval. */
  readonly because?: readonly string[];
};

/** What people have dismissed for every article: the same words in the same category are not asked again. */
export type DeskDismissal = {
  readonly category: Category;
  readonly text: string;
  readonly decision: string;
  readonly by: string;
  readonly at: string;
  readonly reason: DismissReason;
  readonly note?: string;
};

/**
 * What the checks said of a text as it stood after log entry `version`: findings with places of the import
 * and words as they stood then.
 */
export type SavedAnalysis = {
  readonly version: number;
  readonly alignment: Alignment;
  readonly sourceLinks?: readonly SourceLink[];
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
};

/** One article as the store keeps it: import, last analysis, decisions in order of `seq`. */
export type ArticleRecord = {
  readonly id: string;
  readonly title: string;
  readonly by: string;
  readonly at: string;
  /** Number of the log entry that last set a text; later decisions raise the article's version. */
  readonly textsVersion: number;
  readonly analysisState: AnalysisState;
  readonly analysis?: SavedAnalysis;
  readonly texts: Review['texts'];
  readonly decisions: readonly Decision[];
  readonly deskDismissals: readonly DeskDismissal[];
};

/** Counts of findings that wait for a decision, quiet ones left out, and of all and decided ones. */
export type Tally = {
  readonly critical: number;
  readonly major: number;
  readonly minor: number;
  readonly decided: number;
  readonly total: number;
};

/** Everything about one article at one moment: the fold of import, analysis and decisions. */
export type Review = {
  readonly id: string;
  readonly title: string;
  readonly state: ArticleState;
  readonly archived: boolean;
  readonly analysis: AnalysisState;
  /** False while the checks have yet to read words that changed: what they will say is not known. */
  readonly checked: boolean;
  readonly etag: string;
  /** Number of the last log entry that changed it; comments change nothing. */
  readonly version: number;
  readonly texts: { readonly translation: Text; readonly comparable?: Text; readonly source?: Text };
  readonly segments: {
    readonly translation: readonly ReviewedSegment[];
    readonly comparable?: readonly (Segment & { readonly id: string; readonly text: string })[];
    readonly source?: readonly (Segment & { readonly id: string; readonly text: string })[];
  };
  /** The translation as it stands now. */
  readonly currentText: string;
  readonly links: readonly ReviewedLink[];
  /** Where there is a source: which of its segments each translation segment says. */
  readonly sourceLinks?: readonly ReviewedSourceLink[];
  /** Pairs that people said are none: aligning again leaves them out. */
  readonly cutLinks: readonly (readonly [translation: number, comparable: number])[];
  readonly unlinked: Alignment['unlinked'];
  /** The next two comparable segments of each translation segment. */
  readonly candidates: readonly (readonly Candidate[])[];
  readonly warnings: readonly (Warning & { readonly dismissed: boolean })[];
  /** Sorted by start, end, category; quiet ones among them. */
  readonly findings: readonly ReviewedFinding[];
  readonly corrections: readonly Correction[];
  readonly comments: readonly Comment[];
  readonly history: readonly HistoryItem[];
  readonly tally: Tally;
  /** Who handed it in, approved or returned it last, when and why. */
  readonly handedInBy?: { readonly by: string; readonly at: string };
  readonly verdict?: { readonly by: string; readonly at: string; readonly reason?: string };
};
