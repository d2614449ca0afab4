import {
  type Alignment,
  type Category,
  type Decision,
  type DecisionPayload,
  type DismissReason,
  type DismissScope,
  type Message,
  message,
  type Permission,
  type Refusal,
  type Severity,
} from '../model/index.ts';

/** What people and programs ask for, one shape a kind: pages, forms and API all send these. */
export type DecisionRequest =
  | { kind: 'accept'; finding: string; suggestion: number }
  | {
      kind: 'correct';
      start: number;
      end: number;
      after: string;
      category: Category;
      severity: Severity;
      finding?: string | undefined;
    }
  | {
      kind: 'dismiss';
      finding?: string | undefined;
      warning?: string | undefined;
      reason: DismissReason;
      scope: DismissScope;
      note?: string | undefined;
    }
  | { kind: 'comment'; segment: number; finding?: string | undefined; text: string }
  | {
      kind: 'confirm' | 'cut' | 'draw' | 'pin';
      translation: number;
      comparable?: number | undefined;
      source?: number | undefined;
    }
  /** `alignment` is computed by the server before it decides. */
  | { kind: 'realign'; alignment?: Alignment | undefined }
  | { kind: 'submit' | 'reopen' | 'archive' | 'restore'; reason?: string | undefined }
  | { kind: 'approve' | 'return'; correction?: string | undefined; reason?: string | undefined }
  | { kind: 'undo'; decision: string };

/** Who asks, in whose name, and the clock and ids of the moment. */
export type DecisionContext = {
  readonly by: string;
  readonly may: (permission: Permission) => boolean;
  /** Rule 6: whether this person may approve their own correction when they give a reason. */
  readonly mayOverride: boolean;
  readonly at: string;
  readonly newId: () => string;
  /** The etag that came with the request. */
  readonly ifMatch: string | undefined;
};

/** A decision before the store has numbered it. */
export type NewDecision = Omit<Decision, 'seq'>;
export type Outcome = { readonly decisions: readonly NewDecision[] } | { readonly refusal: Refusal };

/** A refusal with its sentence. */
export const refuse = (
  code: Refusal['code'],
  key: string,
  params?: Message['params'],
  more?: Pick<Refusal, 'span' | 'because'>,
): { refusal: Refusal } => ({ refusal: { code, message: message(key, params && { ...params }), ...more } });

/** One request judged: what goes into the log, or why nothing does. */
export type Judged = { readonly payload: DecisionPayload } | { readonly refusal: Refusal };

/** Leaves out what was not given, so that records hold no empty fields. */
export function given<T extends Record<string, unknown>>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
