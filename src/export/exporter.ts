import type { Review } from '../model/index.ts';
import type { Say } from '../text/index.ts';
import type { Paragraph, TrackedParagraph } from './paragraphs.ts';

/** What an exporter is given: the article at one moment, and whether what leaves is a draft. */
export type ExportInput = {
  readonly review: Review;
  /** Anything but approved text is a draft, and says so in its name and in itself. */
  readonly draft: boolean;
  readonly say: Say;
  /** When it was made, UTC, ISO 8601. */
  readonly at: string;
  /** The name that people know, for a user id; empty where the file is to leave without names. */
  readonly nameOf: (id: string) => string;
};

/** What is inside a file that is not read as it is written. */
export type Preview =
  | { readonly paragraphs: readonly Paragraph[] }
  | { readonly tracked: readonly TrackedParagraph[] }
  | { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** One format. `render` gives the file's content, as text or as bytes. */
export type Exporter = {
  readonly id: string;
  readonly label: string;
  readonly mediaType: string;
  readonly extension: string;
  readonly render: (input: ExportInput) => string | Promise<Uint8Array>;
  /** What people see of it before they save it; without one it is text, and its own beginning is shown. */
  readonly preview?: (input: ExportInput) => Preview;
  /** It says who did what, and cannot do without: it never leaves without names. */
  readonly names?: true;
};
