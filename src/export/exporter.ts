import type { Review } from '../model/index.ts';
import type { Say } from '../text/index.ts';

/** What an exporter is given: the article at one moment, and whether what leaves is a draft. */
export type ExportInput = {
  readonly review: Review;
  /** Anything but approved text is a draft, and says so in its name and in itself. */
  readonly draft: boolean;
  readonly say: Say;
  /** When it was made, UTC, ISO 8601. */
  readonly at: string;
  /** The name that people know, for a user id. */
  readonly nameOf: (id: string) => string;
};

/** One format. `render` gives the file's content. */
export type Exporter = {
  readonly id: string;
  readonly label: string;
  readonly mediaType: string;
  readonly extension: string;
  readonly render: (input: ExportInput) => string;
};
