import { z } from 'zod';
import { exporters, includes } from '../../export/index.ts';
import {
  type ArticleState,
  categories,
  type DecisionKind,
  dismissReasons,
  dismissScopes,
  maxSegments,
  maxUnits,
  permissions,
  roles,
  severities,
} from '../../model/index.ts';
import { decisionTable } from '../../review/index.ts';

/** Words that are kept as they come: nothing in them that no store can keep. */
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine(value => value.isWellFormed() && !value.includes('\0'), 'holds NUL or half a character');
const id = z.string().min(1).max(200);
const index = z.int().min(0);
const note = words(5_000);
const detail = words(2_000);

// These read what comes in, and /api/v1/openapi.json and the page at /api are drawn from them: a `description` is
// what programmers read.

export const categorySchema = z.enum(categories).meta({ id: 'Category' });
export const severitySchema = z.enum(severities).meta({ id: 'Severity' });
export const segmentKindSchema = z.enum(['headline', 'heading', 'paragraph']);

const content = z.string().meta({
  description: `The words, kept unit for unit: at most ${maxUnits.toLocaleString('en')} UTF-16 code units, no NUL, no lone surrogate. A byte-order mark is left out.`,
});

const textObjectSchema = z
  .strictObject({
    text: content,
    name: detail.optional().meta({ description: 'Who published it, e.g. Border Report.' }),
    url: detail.optional().meta({ description: 'Its address: kept and shown, never fetched.' }),
    published: z
      .union([z.iso.date(), z.iso.datetime({ offset: true })])
      .optional()
      .meta({ description: 'A date, or an instant with its zone.' }),
    author: detail.optional(),
    engine: detail.optional().meta({ description: 'What translated it, of a translation.' }),
    segments: z
      .array(z.strictObject({ start: index, end: index, kind: segmentKindSchema }))
      .max(maxSegments)
      .optional()
      .meta({
        description:
          'How it is cut, where you know better: in order, apart, none blank, together they hold all words. Without it the desk cuts.',
      }),
  })
  .meta({ id: 'TextObject', description: 'A text with what is known about it.' });

export const textSchema = z
  .union([z.string(), textObjectSchema])
  .meta({ id: 'TextInput', description: 'A text: its words alone, or with what is known about it.' });

export const articleSchema = z
  .strictObject({
    title: words(1_000).optional().meta({ description: 'Without one, the headline of the translation.' }),
    translation: textSchema,
    comparable: textSchema.optional(),
    source: textSchema.optional(),
  })
  .meta({
    id: 'NewArticle',
    description:
      'A machine-translated English text, and where there is one an independent English article on the same event (comparable) and the Spanish original (source).',
  });

/** A line of `check --jsonl`: null is as good as nothing, and what else is on it is passed over. */
export const checkSchema = z
  .looseObject({
    id: z
      .union([z.string().max(1_000), z.number(), z.null()])
      .optional()
      .meta({ description: 'Yours, given back with the answer.' }),
    translation: content,
    comparable: z.string().nullish(),
    source: z.string().nullish(),
  })
  .meta({
    id: 'CheckRequest',
    description: 'Texts to be checked and not kept; a line of `check --jsonl`. Other fields are passed over.',
  });

const whoMay: Record<string, string> = { review: 'reviewers', approve: 'approvers' };
const whichEtag: Record<(typeof decisionTable)[DecisionKind]['match'], string> = {
  segment:
    'If-Match: the etag of the translation segment (or of the article, which changes with everything).',
  article: 'If-Match: the etag of the article.',
  finding: 'If-Match: with scope here the etag of the translation segment, else that of the article.',
  correction:
    'If-Match: of a correction the etag of the translation segment that it stands in, of the article the etag of the article.',
  undone: 'If-Match: what the undone decision was sent with.',
  none: 'No If-Match.',
};

/** One kind of decision; its name in the document, who may and with which etag come from the table of decisions. */
function decisionOf<K extends DecisionKind, S extends z.core.$ZodLooseShape>(
  kind: K,
  shape: S,
  says: string,
) {
  const { permission, match } = decisionTable[kind];
  const may = kind === 'undo' ? 'whoever may do what is undone' : whoMay[permission];
  return z.strictObject({ kind: z.literal(kind), ...shape }).meta({
    id: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
    description: `${says} For ${may}. ${whichEtag[match]}`,
  });
}

const link = {
  translation: index,
  comparable: index
    .optional()
    .meta({ description: 'Index in segments.comparable: name it or a segment of the source.' }),
  source: index.optional().meta({ description: 'Index in segments.source.' }),
};
const reason = { reason: note.optional() };
const verdict = { correction: id.optional(), reason: note.optional() };

/** One decision; what each kind means stands in review/request.ts. */
export const decisionSchema = z
  .discriminatedUnion('kind', [
    decisionOf(
      'accept',
      {
        finding: id,
        suggestion: index.meta({ description: 'Which of its suggestions, counted from 0.' }),
      },
      'Takes a suggestion of a finding.',
    ),
    decisionOf(
      'correct',
      {
        start: index,
        end: index.meta({ description: 'start and end are places in the imported text, end exclusive.' }),
        after: z.string().meta({
          description:
            'Stands for the whole of start to end; empty deletes. A span that cuts through a standing correction answers 422 with the span to send.',
        }),
        category: categorySchema,
        severity: severitySchema,
        finding: id.optional().meta({ description: 'The finding that this answers.' }),
      },
      'Puts your own words in place of some.',
    ),
    decisionOf(
      'dismiss',
      {
        finding: id.optional(),
        warning: id.optional().meta({ description: 'The code of a warning: name it or a finding.' }),
        reason: z.enum(dismissReasons),
        scope: z.enum(dismissScopes).meta({
          description:
            'This place, this article, or the same words in every article. A warning knows no places.',
        }),
        note: note.optional().meta({ description: 'Needed when the reason is other.' }),
      },
      'Leaves a finding as it is, or a warning.',
    ),
    decisionOf(
      'comment',
      {
        segment: index.meta({ description: 'Index in segments.translation.' }),
        finding: id.optional(),
        text: note,
      },
      'Says something.',
    ),
    decisionOf('confirm', link, 'Says that a link is right.'),
    decisionOf('cut', link, 'Says that two segments do not belong together.'),
    decisionOf('draw', link, 'Links two segments; the link is confirmed.'),
    decisionOf(
      'pin',
      link,
      'Says that a link is right, and that aligning again adds none to its translation segment.',
    ),
    decisionOf('realign', {}, 'Aligns again around what people fixed. By itself only, not in a batch.'),
    decisionOf('submit', reason, 'Hands the article in: no critical or major finding may be open.'),
    decisionOf('reopen', reason, 'Takes an approved article up again; approvals of its corrections stay.'),
    decisionOf('archive', reason, 'Puts an article away.'),
    decisionOf('restore', reason, 'Brings an archived article back.'),
    decisionOf(
      'approve',
      verdict,
      'Approves a correction, or without one the article. Own work: only with a reason, and only while one account may approve.',
    ),
    decisionOf('return', verdict, 'Sends a correction back, or without one the article, with a reason.'),
    decisionOf('undo', { decision: id }, 'Takes a decision back, and with it those of its batch.'),
  ])
  .meta({ id: 'Decision', description: 'One act on an article; `kind` says which.' });

/** A batch is bounded so that one request cannot hold the store for long. */
export const batchMost = 200;
export const batchSchema = z.strictObject({ decisions: z.array(decisionSchema).min(1).max(batchMost) }).meta({
  id: 'Batch',
  description:
    'Several decisions, all or none, and one undo. If-Match: the etag of the article, or of the segment when all correct one.',
});

/** An account; what a name and a passphrase have to be stands in people.ts. */
export const newUserSchema = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(64)
      .meta({ description: 'To sign in with: letters, digits and . _ - @, no spaces.' }),
    fullName: words(100).optional().meta({ description: 'What others see; without one, the name.' }),
    role: z.enum(roles),
    passphrase: z.string().max(1_000),
  })
  .meta({ id: 'NewUser' });
export const userChangeSchema = z
  .strictObject({
    role: z.enum(roles).optional(),
    disabled: z.boolean().optional().meta({ description: 'Shut out; its sessions and tokens end.' }),
  })
  .refine(({ role, disabled }) => role !== undefined || disabled !== undefined, {
    error: 'is missing, and so is disabled: send one of them',
    path: ['role'],
  })
  .meta({ id: 'UserChange', description: 'At least one of the two.', minProperties: 1 });

/** A token of a program, for the account that it acts for. */
export const newTokenSchema = z
  .strictObject({
    name: words(100).min(1),
    user: z.string().min(1).max(64).meta({ description: 'Name of the account that it acts for.' }),
    scope: z.enum(permissions).meta({ description: 'Never more than its account may.' }),
  })
  .meta({ id: 'NewToken' });

// --- queries: what stands after the question mark, each parameter once --------------------------------------

/** Number of a line or row that a list goes on after. */
const place = z
  .string()
  .regex(/^\d{1,15}$/, 'is none of ours. Take the one from the page before, or leave it out');
const cursor = place
  .optional()
  .meta({ description: '`next` of the page before; without it, the first page.' });
const yesOrNo = z.enum(['true', 'false']).optional();

export const articlesQuery = z.object({
  state: z
    .enum(['in-review', 'submitted', 'returned', 'approved'] satisfies ArticleState[])
    .optional()
    .meta({ description: 'Only those in this state.' }),
  q: z.string().optional().meta({ description: 'Only those with these words in headline or translation.' }),
  archived: yesOrNo.meta({ description: '`true`: those that were put away, instead of the others.' }),
  cursor,
});

/** The cursor of a history is the id of a decision. */
export const historyQuery = z.object({
  cursor: z
    .string()
    .optional()
    .meta({ description: '`next` of the page before; without it, the first page.' }),
});

export const eventsQuery = z.object({
  after: place.optional().meta({
    description: 'As Last-Event-ID, for whoever cannot send that header: tells what came after this number.',
  }),
});

export const exportQuery = z.object({
  format: z
    .enum(exporters.map(({ id }) => id))
    .default('txt')
    .meta({ description: 'What kind of file.' }),
  include: z.enum(includes).default('approved').meta({
    description: 'Approved text alone, or the text as it stands now: a draft, which says so in its name.',
  }),
  names: z
    .enum(['true', 'false'])
    .default('true')
    .meta({
      description: `\`false\` leaves out who did what. Not for ${exporters
        .filter(({ names }) => names)
        .map(({ id }) => id)
        .join(', ')}: they cannot do without.`,
    }),
});

const pageMost = 1_000;
export const auditQuery = z.object({
  cursor,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(pageMost)
    .default(200)
    .meta({ description: 'How many lines at most.' }),
});
