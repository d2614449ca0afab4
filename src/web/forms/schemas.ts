import { z } from 'zod';
import {
  categories,
  dismissReasons,
  dismissScopes,
  maxSegments,
  permissions,
  roles,
  severities,
} from '../../model/index.ts';

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

export const textSchema = z.union([
  z.string(),
  z.strictObject({
    text: z.string(),
    name: detail.optional(),
    url: detail.optional(),
    published: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
    author: detail.optional(),
    engine: detail.optional(),
    segments: z
      .array(z.strictObject({ start: index, end: index, kind: z.enum(['headline', 'heading', 'paragraph']) }))
      .max(maxSegments)
      .optional(),
  }),
]);

export const articleSchema = z.strictObject({
  title: words(1_000).optional(),
  translation: textSchema,
  comparable: textSchema.optional(),
  source: textSchema.optional(),
});

/** A line of `check --jsonl`: null is as good as nothing. */
export const checkSchema = z.strictObject({
  id: z.union([z.string().max(1_000), z.number(), z.null()]).optional(),
  translation: z.string(),
  comparable: z.string().nullish(),
  source: z.string().nullish(),
});

const link = { translation: index, comparable: index };

/** One decision; what each kind means stands in review/request.ts. */
export const decisionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('accept'), finding: id, suggestion: index }),
  z.strictObject({
    kind: z.literal('correct'),
    start: index,
    end: index,
    after: z.string(),
    category: z.enum(categories),
    severity: z.enum(severities),
    finding: id.optional(),
  }),
  z.strictObject({
    kind: z.literal('dismiss'),
    finding: id.optional(),
    warning: id.optional(),
    reason: z.enum(dismissReasons),
    scope: z.enum(dismissScopes),
    note: note.optional(),
  }),
  z.strictObject({ kind: z.literal('comment'), segment: index, finding: id.optional(), text: note }),
  z.strictObject({ kind: z.literal('confirm'), ...link }),
  z.strictObject({ kind: z.literal('cut'), ...link }),
  z.strictObject({ kind: z.literal('draw'), ...link }),
  z.strictObject({ kind: z.literal('pin'), ...link }),
  z.strictObject({ kind: z.literal('realign') }),
  z.strictObject({ kind: z.literal('submit'), reason: note.optional() }),
  z.strictObject({ kind: z.literal('reopen'), reason: note.optional() }),
  z.strictObject({ kind: z.literal('archive'), reason: note.optional() }),
  z.strictObject({ kind: z.literal('restore'), reason: note.optional() }),
  z.strictObject({ kind: z.literal('approve'), correction: id.optional(), reason: note.optional() }),
  z.strictObject({ kind: z.literal('return'), correction: id.optional(), reason: note.optional() }),
  z.strictObject({ kind: z.literal('undo'), decision: id }),
]);

/** A batch is bounded so that one request cannot hold the store for long. */
export const batchMost = 200;
export const batchSchema = z.strictObject({ decisions: z.array(decisionSchema).min(1).max(batchMost) });

/** An account; what a name and a passphrase have to be stands in people.ts. */
export const newUserSchema = z.strictObject({
  name: z.string().min(1).max(64),
  fullName: words(100).optional(),
  role: z.enum(roles),
  passphrase: z.string().max(1_000),
});
export const userChangeSchema = z
  .strictObject({ role: z.enum(roles).optional(), disabled: z.boolean().optional() })
  .refine(({ role, disabled }) => role !== undefined || disabled !== undefined, 'names no change');

/** A token of a program, for the account that it acts for. */
export const newTokenSchema = z.strictObject({
  name: words(100).min(1),
  user: z.string().min(1).max(64),
  scope: z.enum(permissions),
});
