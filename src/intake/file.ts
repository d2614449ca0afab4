import { type Message, message, type Segment } from '../model/index.ts';

/** What the one who brings a file in should know of how it was read; `input.notice.*` says it. */
export const notices = ['windows-1252', 'claimed', 'tracked', 'captions', 'notes'] as const;
export type Notice = (typeof notices)[number];

export const sayNotice = (notice: Notice, name: string): Message =>
  message(`input.notice.${notice}`, { name });

/** A file as the desk takes it in. */
export type FileText = {
  readonly text: string;
  /** How the document itself cuts its text; plain text does not say. */
  readonly segments?: readonly Segment[];
  readonly notices: readonly Notice[];
};

/** Why a file cannot be read, and what to do. */
export type FileRefusal = { readonly refused: Message };
