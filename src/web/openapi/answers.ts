import { z } from 'zod';
import { dismissReasons, dismissScopes, permissions, roles, textRoles } from '../../model/index.ts';
import { decisionKinds } from '../../review/index.ts';
import { categorySchema, segmentKindSchema, severitySchema } from '../forms/schemas.ts';
import { type ProblemCode, problemCodes } from '../problem-codes.ts';

// What the API answers, for its document. Nothing is validated by these while the desk runs; the tests hold every
// answer against them.

const id = z.string();
const index = z.int().min(0);
const share = z.number().min(0).max(1);
const instant = z.iso.datetime().meta({ description: 'UTC.' });
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const etag = z.string().meta({ description: 'To be sent as If-Match.' });
const next = z.string().optional().meta({ description: 'There is more: send it as cursor.' });
const start = index.meta({ description: 'UTF-16 code units of the text as imported.' });
const end = index.meta({ description: 'The first unit after.' });
const by = z.string().meta({ description: 'Name of the account.' });

const state = z.enum(['in-review', 'submitted', 'returned', 'approved']).meta({ id: 'ArticleState' });
const analysis = z.enum(['pending', 'done', 'failed', 'held']).meta({
  id: 'AnalysisState',
  description:
    'Whether the checks have read it; held: a warning stops it until the text is replaced or the warning dismissed.',
});
const open = z
  .object({ critical: index, major: index, minor: index })
  .meta({ id: 'OpenFindings', description: 'How many findings wait for a decision, quiet ones left out.' });
const unlinked = z
  .object({ translation: z.array(index), comparable: z.array(index) })
  .meta({ id: 'Unlinked', description: 'Indexes of the segments without a link.' });

const language = z.enum(['en', 'es', 'unknown']);
const textDetails = z
  .object({
    name: z.string().optional(),
    url: z.string().optional(),
    published: z.string().optional(),
    author: z.string().optional(),
    engine: z.string().optional(),
    version: z.int().min(1).meta({ description: 'Counts from 1 within the article.' }),
    language,
    hash: hash.meta({ description: 'SHA-256 of the text in UTF-8.' }),
  })
  .meta({ id: 'Text' });

const place = { index, kind: segmentKindSchema, start, end };
const placedSegment = z.object(place).meta({ id: 'PlacedSegment' });
const segment = z
  .object({ id, ...place, text: z.string().meta({ description: 'As it stands now.' }) })
  .meta({ id: 'Segment' });
const translationSegment = z.object({ ...segment.shape, etag }).meta({
  id: 'TranslationSegment',
  description: 'A segment of the translation, with the etag for acts on it.',
});

const witness = z
  .union([
    z.object({
      kind: z.enum(['translation', 'comparable', 'source']),
      segment: index,
      start,
      end,
      text: z.string(),
    }),
    z.object({
      kind: z.enum(['gazetteer', 'lexicon', 'dictionary', 'pattern', 'memory']),
      text: z.string(),
    }),
  ])
  .meta({ id: 'Witness', description: 'Words of one of the texts, or something that the tool knows.' });

const found = {
  id: id.meta({ description: 'Stays the same when the checks read the text again.' }),
  segment: index.meta({ description: 'Index in segments.translation.' }),
  start,
  end,
  text: z.string().meta({ description: 'The words, as they stand now.' }),
  category: categorySchema,
  severity: severitySchema,
  confidence: share,
  quiet: z.boolean().meta({ description: 'Unsure: listed, not highlighted, never in the way.' }),
  message: z.string().meta({ description: 'The reason, in a sentence.' }),
  suggestions: z
    .array(z.object({ text: z.string() }))
    .meta({ description: 'Best first; each stands for the whole span, an empty one deletes.' }),
  evidence: z.array(witness),
  detector: z.string(),
};
const plainFinding = z.object(found).meta({ id: 'CheckFinding' });
const finding = z
  .object({
    ...found,
    state: z.enum(['open', 'accepted', 'corrected', 'dismissed', 'needs-look']),
    decision: id.optional().meta({ description: 'The decision that gave it this state.' }),
    dismissal: z
      .object({
        by,
        at: instant,
        reason: z.enum(dismissReasons),
        scope: z.enum(dismissScopes),
        note: z.string().optional(),
      })
      .optional(),
  })
  .meta({
    id: 'Finding',
    description:
      'What a check says of a span. One whose words touch a standing correction covers that correction whole.',
  });

const linked = {
  translation: index,
  comparable: index,
  probability: share,
  reasons: z.array(z.string()),
};
const linkState = z.enum(['automatic', 'confirmed', 'pinned']);
const plainLink = z.object(linked).meta({ id: 'CheckLink' });
const link = z
  .object({ ...linked, state: linkState })
  .meta({ id: 'Link', description: 'Two segments that say one thing, by their indexes.' });
const sourceLink = z
  .object({
    translation: index,
    source: index,
    probability: share,
    reasons: z.array(z.string()),
    state: linkState,
  })
  .meta({ id: 'SourceLink', description: 'A translation segment with the source segment that it says.' });

const correction = z
  .object({
    id,
    segment: index,
    start,
    end,
    before: z.string(),
    after: z.string(),
    category: categorySchema,
    severity: severitySchema,
    finding: id.optional(),
    by,
    at: instant,
    state: z.enum(['proposed', 'approved', 'returned']),
    verdict: z
      .object({ by, at: instant, reason: z.string().optional() })
      .optional()
      .meta({ description: 'Who approved or returned it.' }),
  })
  .meta({ id: 'Correction', description: 'A standing correction.' });

const warning = z
  .object({
    code: z.string(),
    message: z.string(),
    segments: z.array(index).optional(),
    dismissed: z.boolean(),
  })
  .meta({ id: 'Warning' });

export const article = z
  .object({
    id,
    title: z.string(),
    state,
    archived: z.boolean(),
    analysis,
    etag,
    texts: z.object({
      translation: textDetails,
      comparable: textDetails.optional(),
      source: textDetails.optional(),
    }),
    segments: z.object({
      translation: z.array(translationSegment),
      comparable: z.array(segment).optional(),
      source: z.array(segment).optional(),
    }),
    links: z.array(link),
    sourceLinks: z.array(sourceLink).optional().meta({ description: 'Where there is a source.' }),
    unlinked,
    warnings: z.array(warning),
    findings: z.array(finding).meta({ description: 'Sorted by start, end, category.' }),
    corrections: z.array(correction).meta({ description: 'The standing ones.' }),
  })
  .meta({ id: 'Article', description: 'An article as it is now.' });

export const articleMade = z.object({ id, analysis, etag }).meta({ id: 'ArticleMade' });

export const articles = z
  .object({
    articles: z.array(
      z
        .object({ id, title: z.string(), state, archived: z.boolean(), analysis, etag, open })
        .meta({ id: 'ArticleRow' }),
    ),
    next,
  })
  .meta({ id: 'Articles' });

const historyItem = z
  .object({
    id,
    kind: z.enum(decisionKinds),
    by,
    at: instant,
    batch: id.optional().meta({ description: 'Decisions with the same one came together.' }),
    segment: index.optional(),
    finding: id.optional(),
    correction: id.optional(),
    before: z.string().optional(),
    after: z.string().optional(),
    reason: z.string().optional(),
    text: z.string().optional(),
    replaces: z.array(id).optional().meta({ description: 'Corrections that it took the place of.' }),
    undoneBy: id.optional(),
    lapsed: z.literal(true).optional().meta({ description: 'It was about words of an earlier translation.' }),
  })
  .meta({ id: 'HistoryItem', description: 'A decision, with what became of it.' });

export const history = z.object({ decisions: z.array(historyItem), next }).meta({ id: 'History' });

export const translationSet = z
  .object({
    id,
    etag,
    state,
    analysis,
    kept: index.meta({ description: 'How many decisions stand on the new words.' }),
    unplaced: z
      .array(historyItem)
      .meta({ description: 'Decisions that have no place in them, as they were.' }),
  })
  .meta({ id: 'TranslationSet' });

export const decided = z
  .object({
    decisions: z.array(z.object({ id, kind: z.enum(decisionKinds) })).min(1),
    etag: etag.meta({ description: 'Of the article, after it.' }),
    state,
    segments: z.array(translationSegment),
    findings: z.array(finding),
    corrections: z.array(correction),
    gone: z
      .object({ findings: z.array(id), corrections: z.array(id) })
      .meta({ description: 'What is no longer there.' }),
  })
  .meta({ id: 'Decided', description: 'The decisions made, and what they changed.' });

export const checkResult = z
  .object({
    id: z.union([z.string(), z.number(), z.null()]),
    segments: z.object({
      translation: z.array(placedSegment),
      comparable: z.array(placedSegment).optional(),
      source: z.array(placedSegment).optional(),
    }),
    findings: z.array(plainFinding),
    links: z.array(plainLink),
    unlinked,
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  })
  .meta({ id: 'CheckResult', description: 'The same as `check --format json`.' });

export const textKept = z
  .object({ id, hash, language, segments: index.meta({ description: 'How many.' }) })
  .meta({ id: 'TextKept', description: 'A text with the same words is kept once, under the same id.' });

export const user = z
  .object({ id, name: z.string(), fullName: z.string(), role: z.enum(roles), disabled: z.boolean() })
  .meta({ id: 'User' });
export const users = z.object({ users: z.array(user) }).meta({ id: 'Users' });

const token = z
  .object({
    id,
    name: z.string(),
    user: z.string().meta({ description: 'Name of the account that it acts for.' }),
    scope: z.enum(permissions),
    at: instant,
    usedAt: instant.optional().meta({ description: 'Last use, to five minutes.' }),
  })
  .meta({ id: 'Token' });
export const tokens = z.object({ tokens: z.array(token) }).meta({ id: 'Tokens' });
export const tokenMade = z
  .object({
    ...token.omit({ usedAt: true }).shape,
    token: z.string().optional().meta({
      description: 'The secret, here and nowhere else: when the answer is repeated, it is missing.',
    }),
  })
  .meta({ id: 'TokenMade' });

const entry = z
  .object({
    seq: z.int().min(1),
    id,
    at: instant,
    by: z.string().meta({ description: 'Id of the account; empty: the tool itself.' }),
    name: z.string().optional().meta({ description: 'Name of that account.' }),
    kind: z.string(),
    article: id.optional(),
    batch: id.optional(),
    payload: z.looseObject({}).optional().meta({ description: 'Gone when its article was removed.' }),
    payloadHash: hash,
    previousHash: z.string().meta({ description: 'Hash of the line before.' }),
    hash,
  })
  .meta({ id: 'LogEntry', description: 'A line of the log.' });
export const audit = z.object({ entries: z.array(entry), next }).meta({ id: 'Log' });

export const health = z.object({ status: z.string() }).meta({ id: 'Health' });

export const openApiDocument = z.looseObject({ openapi: z.string(), paths: z.looseObject({}) });
export const jsonSchema = z.looseObject({ $id: z.string().optional(), type: z.string() });

// --- events ---------------------------------------------------------------------------------------------------

const told = { id, by, at: instant };
/** The data of each event, by its name. */
export const events = {
  article: z
    .object({
      etag,
      state,
      archived: z.boolean(),
      analysis,
      checked: z
        .boolean()
        .meta({ description: 'False while the checks have yet to read words that changed.' }),
      open,
    })
    .meta({
      id: 'ArticleEvent',
      description: 'How the article is now; first of all, and whenever it changes.',
    }),
  decision: historyItem,
  text: z
    .object({ ...told, role: z.enum(textRoles), hash })
    .meta({ id: 'TextEvent', description: 'A text was added or replaced.' }),
  import: z.object(told).meta({ id: 'ImportEvent', description: 'The article was made.' }),
  removed: z
    .object(told)
    .meta({ id: 'RemovedEvent', description: 'The article was removed; the stream ends.' }),
};

// --- trouble --------------------------------------------------------------------------------------------------

export const problem = z
  .object({
    type: z
      .string()
      .meta({ description: 'Leads to the sentence about this code, e.g. `/api#problem-stale`.' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(problemCodes) as ProblemCode[]),
    detail: z.string().meta({ description: 'What is wrong and what to do, for people.' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Each field that does not fit.' }),
    field: z.enum(textRoles).optional().meta({ description: 'Which text cannot be taken.' }),
    span: z.object({ start, end }).optional().meta({ description: 'The span to send instead.' }),
    because: z.array(id).optional().meta({ description: 'What stands in the way.' }),
    present: article.optional(),
    state: state.optional(),
    missing: z.array(id).optional().meta({ description: 'Corrections without approval.' }),
  })
  .meta({ id: 'Problem', description: 'Trouble, after RFC 9457.' });
