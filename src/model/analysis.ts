import type { Finding } from './finding.ts';
import type { Alignment, SourceLink } from './link.ts';
import type { Message } from './message.ts';
import type { Segment } from './segment.ts';
import type { Language } from './text.ts';

/**
 * Something about the texts as wholes. `stops`: the article is held until the text is replaced or the warning
 * dismissed (a Spanish text in the translation's place); others are only said.
 */
export type Warning = {
  readonly code: string;
  readonly message: Message;
  readonly stops: boolean;
  /** Segments that it is about, e.g. paragraphs left in Spanish. */
  readonly segments?: readonly number[];
};

/** What the pipeline takes. `segments`: given when the text was cut before; otherwise it cuts. */
export type PipelineText = { readonly content: string; readonly segments?: readonly Segment[] };
export type PipelineInput = {
  readonly translation: PipelineText;
  readonly comparable?: PipelineText;
  readonly source?: PipelineText;
  /** Codes of warnings that a person has dismissed: they stop nothing. */
  readonly dismissedWarnings?: readonly string[];
  /** Links to read the text with, instead of aligning anew: what people confirmed, cut and drew counts. */
  readonly alignment?: Alignment;
};

/** What the pipeline says of one article. Findings sorted by start, end, category. */
export type Analysis = {
  readonly segments: {
    readonly translation: readonly Segment[];
    readonly comparable?: readonly Segment[];
    readonly source?: readonly Segment[];
  };
  readonly languages: {
    readonly translation: Language;
    readonly comparable?: Language;
    readonly source?: Language;
  };
  readonly alignment: Alignment;
  /** Where there is a source: which of its segments each translation segment says. */
  readonly sourceLinks?: readonly SourceLink[];
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
};

export type AnalysisState = 'pending' | 'done' | 'failed' | 'held';
