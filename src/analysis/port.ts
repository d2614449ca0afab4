import type { Alignment, Analysis, PipelineInput } from '../model/index.ts';

export type FailureReason = 'time' | 'memory' | 'fault' | 'closing';

/** What a failed job says: why, in a word; the details go to the log of the server. */
export class AnalysisFailed extends Error {
  readonly reason: FailureReason;
  constructor(reason: FailureReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

export type AlignJob = {
  readonly translation: readonly string[];
  readonly comparable: readonly string[];
  readonly headings: { readonly translation: readonly number[]; readonly comparable: readonly number[] };
  readonly fixed: readonly (readonly [number, number])[];
  readonly cut: readonly (readonly [number, number])[];
  /** Translation segments that get no new links. */
  readonly closed: readonly number[];
};

/**
 * The port through which pipeline work is asked for, so that no text can stall the one who asks. Both methods
 * reject with AnalysisFailed when a text takes too long or too much memory.
 */
export type Analyst = {
  analyse(input: PipelineInput): Promise<Analysis>;
  align(job: AlignJob): Promise<Alignment>;
  close(): Promise<void>;
};
