import type { Message, Segment } from '../model/index.ts';

/** A file as the desk takes it in. `notices`: what the one who imports it should know. */
export type FileText = {
  readonly text: string;
  /** How the document itself cuts its text; plain text does not say. */
  readonly segments?: readonly Segment[];
  readonly notices: readonly Message[];
};

/** Why a file cannot be read, and what to do. */
export type FileRefusal = { readonly refused: Message };
