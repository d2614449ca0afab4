import type { z } from 'zod';
import { exporters } from '../../export/index.ts';
import * as bodies from '../forms/schemas.ts';
import type { ProblemCode } from '../problem-codes.ts';
import * as answers from './answers.ts';
import { comparable, placeOf, shown, source, translation } from './story.ts';

/** How the document and the page group operations, in the order of the page. */
export const groups = {
  Checking: 'Texts are checked and not kept.',
  Articles: 'An article is a translation under review, with what stands beside it.',
  Decisions:
    'Every act on an article goes through one door, and nothing is ever edited: any act can be undone.',
  Files: 'Articles leave as files.',
  Archive: 'English articles that wait for a translation.',
  'People and tokens': 'For the owner of the desk.',
  Log: 'What was done, by whom, in a chain of hashes.',
  'The desk itself': 'For who runs it, and for tools.',
} as const;
export type Group = keyof typeof groups;

/**
 * A request that really works. `{names}` in it stand for ids and etags; `gives` says which of them its answer holds,
 * and where. In the order of the page the examples are one story, told on a desk with one approver.
 */
export type Example = {
  readonly says: string;
  /** What stands in the place of `:id`. */
  readonly at?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Where it is another than the operation's. */
  readonly status?: number;
  readonly gives?: Readonly<Record<string, string>>;
};

/** What the document says of a route beside its row: method, path and permission stand there alone. */
export type Operation = {
  readonly group: Group;
  readonly summary: string;
  readonly description?: string;
  readonly query?: z.ZodObject;
  readonly ifMatch?: 'needed' | 'taken';
  /** It takes an Idempotency-Key: sent again, it answers again and has no second effect. */
  readonly once?: true;
  readonly lastEventId?: true;
  readonly body?: z.ZodType;
  readonly status: 200 | 201 | 204;
  readonly answer: {
    readonly says: string;
    readonly schema?: z.ZodType;
    /** Without one, application/json. */
    readonly media?: readonly string[];
    readonly shown?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Codes beside those that every route of its sort can answer. */
  readonly problems?: readonly ProblemCode[];
  readonly examples: readonly Example[];
};

const unfitText = [
  'text-empty',
  'text-nul',
  'text-lone-surrogate',
  'text-too-long',
  'text-too-many-segments',
] as const satisfies ProblemCode[];
const article = '{article}';

const putText = (role: string, says: string, body: unknown): Operation => ({
  group: 'Articles',
  summary: `Adds or replaces the ${role} of an article`,
  description: `${says} The article is checked again, and the answer waits for that up to five seconds. With If-Match, only while nobody changed the article.`,
  ifMatch: 'taken',
  once: true,
  body: bodies.textSchema,
  status: 200,
  answer: { says: 'The article as it is now.', schema: answers.article, shown: shown.article },
  problems: [...unfitText, 'text-segments', 'conflict', 'stale'],
  examples: [{ says: `The ${role}, with what is known about it.`, at: article, body }],
});

/** Acts of the story, each sent by itself. */
const act = (says: string, body: object, etag?: string, gives?: Example['gives']): Example => ({
  says,
  at: article,
  ...(etag !== undefined && { headers: { 'If-Match': etag } }),
  body,
  ...(gives && { gives }),
});
const newEtag = { etag: 'etag' };

/** Every operation of the API by its name, in the order of the page. Rows of the route table name them. */
export const operations = {
  check: {
    group: 'Checking',
    summary: 'Checks a translation',
    description:
      'Answers what the checks say of a text, with the links to the texts beside it. Nothing is kept. One request, one text; for many, send several at once or use `walnuts check --jsonl`.',
    body: bodies.checkSchema,
    status: 200,
    answer: { says: 'Segments, findings and links.', schema: answers.checkResult, shown: shown.checkResult },
    problems: [...unfitText, 'analysis-time', 'analysis-memory', 'closing'],
    examples: [
      {
        says: 'A translation beside an English article on the same event.',
        body: { id: 'story-1', translation, comparable },
      },
    ],
  },

  createArticle: {
    group: 'Articles',
    summary: 'Keeps an article and starts its analysis',
    description:
      'It is on disk when the answer comes; the checks read it after. Ask for it until `analysis` is no longer `pending`, or listen to its events.',
    once: true,
    body: bodies.articleSchema,
    status: 201,
    answer: {
      says: 'Kept.',
      schema: answers.articleMade,
      shown: shown.articleMade,
      headers: { Location: 'Its address in this API.' },
    },
    problems: [...unfitText, 'text-segments'],
    examples: [
      {
        says: 'Two articles on one event.',
        headers: { 'Idempotency-Key': 'import-2026-03-02-1' },
        body: { translation: { text: translation, engine: 'an engine' }, comparable },
        gives: { article: 'id', etag: 'etag' },
      },
      {
        says: 'A translation alone, under a title of yours.',
        body: { title: 'A short one', translation: 'The operation was seen on the border with Sonora.' },
        gives: { spare: 'id' },
      },
    ],
  },
  setTranslation: {
    group: 'Articles',
    summary: 'Sets a newer translation',
    description:
      'Decisions follow their words into the new text. Those whose words are gone are listed and count no more.',
    ifMatch: 'needed',
    once: true,
    body: bodies.textSchema,
    status: 200,
    answer: {
      says: 'How many decisions were kept, and which have no place.',
      schema: answers.translationSet,
      shown: shown.translationSet,
    },
    problems: [...unfitText, 'text-segments', 'conflict', 'stale', 'missing-etag'],
    examples: [
      {
        says: 'The same article, translated again.',
        at: article,
        headers: { 'If-Match': '{etag}' },
        body: { text: translation, engine: 'a newer engine' },
        gives: newEtag,
      },
    ],
  },
  setComparable: putText('comparable', 'An independent English article on the same event.', {
    text: comparable,
    name: 'Border Report',
    published: '2026-03-01',
  }),
  setSource: putText('source', 'The Spanish original, where there is one.', source),
  getArticle: {
    group: 'Articles',
    summary: 'Reads an article',
    description: 'Texts, segments, links, findings and standing corrections as they are now.',
    status: 200,
    answer: { says: 'The article.', schema: answers.article, shown: shown.article },
    examples: [
      {
        says: 'With the ids and etags that decisions need.',
        at: article,
        gives: {
          etag: 'etag',
          finding: 'findings[0].id',
          'next-finding': 'findings[1].id',
          'passage-0': 'segments.translation[0].etag',
          'passage-1': 'segments.translation[1].etag',
          'passage-2': 'segments.translation[2].etag',
        },
      },
    ],
  },
  listArticles: {
    group: 'Articles',
    summary: 'Lists articles',
    description: 'Last changed first, 50 a page.',
    query: bodies.articlesQuery,
    status: 200,
    answer: { says: 'A page of articles.', schema: answers.articles, shown: shown.articles },
    examples: [{ says: 'Those under review that speak of a name.', query: 'state=in-review&q=Sonora' }],
  },
  removeArticle: {
    group: 'Articles',
    summary: 'Removes an article',
    description: 'Erases its texts for good. The log keeps its lines and their hashes.',
    once: true,
    status: 204,
    answer: { says: 'Removed.' },
    examples: [{ says: 'The one that nobody needs.', at: '{spare}' }],
  },

  decide: {
    group: 'Decisions',
    summary: 'Decides on an article',
    description:
      'One decision, or several that stand or fall together. The act says which etag to send; a batch takes that of the article. It is on disk when the answer comes, and the checks have read the text again, unless they take longer than five seconds.',
    ifMatch: 'taken',
    once: true,
    body: bodies.decisionSchema.or(bodies.batchSchema),
    status: 200,
    answer: {
      says: 'What was decided, and what changed by it.',
      schema: answers.decided,
      shown: shown.decided,
    },
    problems: ['conflict', 'stale', 'missing-etag'],
    examples: [
      {
        says: 'Without If-Match.',
        at: article,
        body: { kind: 'accept', finding: '{finding}', suggestion: 0 },
        status: 428,
      },
      act(
        'Take the first suggestion.',
        { kind: 'accept', finding: '{finding}', suggestion: 0 },
        '{passage-1}',
        {
          correction: 'corrections[0].id',
          'passage-1': 'segments[0].etag',
        },
      ),
      {
        says: 'With an etag that somebody changed since.',
        at: article,
        headers: { 'If-Match': '{etag}' },
        body: { kind: 'submit' },
        status: 412,
        gives: { etag: 'present.etag' },
      },
      act(
        'Your own words.',
        {
          kind: 'correct',
          ...placeOf('detained on'),
          after: 'that was found on',
          category: 'calque',
          severity: 'minor',
        },
        '{passage-2}',
        { 'own-correction': 'corrections[0].id', 'passage-2': 'segments[0].etag' },
      ),
      act(
        'Leave it as it is.',
        {
          kind: 'dismiss',
          finding: '{next-finding}',
          reason: 'other',
          scope: 'here',
          note: 'Asked the correspondent.',
        },
        '{passage-1}',
        { decision: 'decisions[0].id', 'passage-1': 'segments[0].etag' },
      ),
      act('Say something.', { kind: 'comment', segment: 1, text: 'It is Nogales after all.' }),
      act('Take an act back.', { kind: 'undo', decision: '{decision}' }, '{passage-1}', newEtag),
      act(
        'Two at once.',
        {
          decisions: [
            { kind: 'accept', finding: '{next-finding}', suggestion: 0 },
            { kind: 'comment', segment: 1, text: 'Found on the map, too.' },
          ],
        },
        '{etag}',
        { 'last-correction': 'corrections[0].id' },
      ),
      act('This link is right.', { kind: 'confirm', translation: 2, comparable: 2 }, '{passage-2}', {
        'passage-2': 'segments[0].etag',
      }),
      act('These two are not linked.', { kind: 'cut', translation: 2, comparable: 2 }, '{passage-2}', {
        'passage-2': 'segments[0].etag',
      }),
      act('These two are.', { kind: 'draw', translation: 2, comparable: 2 }, '{passage-2}', {
        'passage-2': 'segments[0].etag',
      }),
      act(
        'Right, and nothing else belongs to it.',
        { kind: 'pin', translation: 0, comparable: 0 },
        '{passage-0}',
        newEtag,
      ),
      act('Align again around these.', { kind: 'realign' }, '{etag}', newEtag),
      act('Hand it in.', { kind: 'submit' }, '{etag}', newEtag),
      act(
        'Send a correction back.',
        { kind: 'return', correction: '{own-correction}', reason: 'Too free.' },
        '{passage-2}',
        newEtag,
      ),
      act(
        'Approve the corrections and the article. The reason is needed for your own work.',
        {
          decisions: [
            { kind: 'approve', correction: '{correction}', reason: 'Nobody else is here tonight.' },
            { kind: 'approve', correction: '{own-correction}', reason: 'Nobody else is here tonight.' },
            { kind: 'approve', correction: '{last-correction}', reason: 'Nobody else is here tonight.' },
            { kind: 'approve' },
          ],
        },
        '{etag}',
        newEtag,
      ),
      act('Take it up again.', { kind: 'reopen', reason: 'A reader wrote.' }, '{etag}', {
        decision: 'decisions[0].id',
        etag: 'etag',
      }),
      act('Or not.', { kind: 'undo', decision: '{decision}' }, '{etag}', newEtag),
      act('Put it away.', { kind: 'archive' }, '{etag}', newEtag),
      act('Bring it back.', { kind: 'restore' }, '{etag}', newEtag),
    ],
  },
  readHistory: {
    group: 'Decisions',
    summary: 'Reads the history of an article',
    description: 'Its decisions, oldest first, 200 a page.',
    query: bodies.historyQuery,
    status: 200,
    answer: { says: 'A page of decisions.', schema: answers.history, shown: shown.history },
    examples: [{ says: 'From the beginning.', at: article }],
  },
  followEvents: {
    group: 'Decisions',
    summary: 'Listens to an article',
    description:
      'Server-sent events, one connection an article. `article` tells how it is now, at once and whenever that changes; `decision`, `text`, `import` and `removed` are lines of the log, and their `id` is the number of the line. Come back with the last number as Last-Event-ID: nothing is missed, nothing comes twice. A line `:` comes every 15 seconds. The data of each event is JSON: ArticleEvent, HistoryItem, TextEvent, ImportEvent, RemovedEvent.',
    query: bodies.eventsQuery,
    lastEventId: true,
    status: 200,
    answer: {
      says: 'A stream that stays open.',
      media: ['text/event-stream'],
      shown: shown.events,
    },
    problems: ['too-many-streams'],
    examples: [
      {
        says: 'Everything since the first line of the log.',
        at: article,
        headers: { 'Last-Event-ID': '0' },
      },
    ],
  },

  exportArticle: {
    group: 'Files',
    summary: 'Exports an article',
    description: `The text as it was approved, or a draft, as a file to save: ${exporters.map(({ id }) => `\`${id}\``).join(', ')}. Anything but approved text is named DRAFT- and says so inside. The text export of an article without corrections is the import, unit for unit.`,
    query: bodies.exportQuery,
    status: 200,
    answer: {
      says: 'The file.',
      media: [...new Set(exporters.map(({ mediaType }) => mediaType.replace(/;.*/, '')))],
      headers: { 'Content-Disposition': 'Its name.' },
    },
    problems: ['not-approved'],
    examples: [
      { says: 'The approved text.', at: article, query: 'format=txt' },
      {
        says: 'A draft for Word, every correction tracked.',
        at: article,
        query: 'format=docx-tracked&include=proposed',
      },
    ],
  },

  keepText: {
    group: 'Archive',
    summary: 'Keeps an English article for later',
    description: 'It waits in the archive to be set beside a translation.',
    once: true,
    body: bodies.textSchema,
    status: 201,
    answer: { says: 'Kept.', schema: answers.textKept, shown: shown.textKept },
    problems: [...unfitText, 'text-segments', 'text-spanish'],
    examples: [
      {
        says: 'With its address, which is never fetched.',
        body: { text: comparable, name: 'Border Report', url: 'https://news.example/gio' },
      },
    ],
  },

  addUser: {
    group: 'People and tokens',
    summary: 'Makes an account',
    once: true,
    body: bodies.newUserSchema,
    status: 201,
    answer: { says: 'The account.', schema: answers.user, shown: shown.user },
    problems: ['taken'],
    examples: [
      {
        says: 'Somebody who reads.',
        body: {
          name: 'marta',
          fullName: 'Marta Soto',
          role: 'reader',
          passphrase: 'seven lemons on a train',
        },
        gives: { user: 'id' },
      },
    ],
  },
  listUsers: {
    group: 'People and tokens',
    summary: 'Lists accounts',
    status: 200,
    answer: { says: 'All of them.', schema: answers.users, shown: { users: [shown.user] } },
    examples: [{ says: 'All of them.' }],
  },
  changeUser: {
    group: 'People and tokens',
    summary: 'Changes an account',
    description: 'Gives it another role, shuts it out, or lets it in again. One owner always stays.',
    body: bodies.userChangeSchema,
    once: true,
    status: 200,
    answer: {
      says: 'The account.',
      schema: answers.user,
      shown: { ...shown.user, role: 'reviewer' },
    },
    problems: ['conflict'],
    examples: [{ says: 'Another role.', at: '{user}', body: { role: 'reviewer' } }],
  },
  addToken: {
    group: 'People and tokens',
    summary: 'Makes a token',
    once: true,
    body: bodies.newTokenSchema,
    status: 201,
    answer: {
      says: 'The token, with its secret.',
      schema: answers.tokenMade,
      shown: { ...shown.token, token: 'walnuts_…' },
    },
    examples: [
      {
        says: 'For a program that checks.',
        body: { name: 'nightly check', user: 'marta', scope: 'check' },
        gives: { token: 'id' },
      },
    ],
  },
  listTokens: {
    group: 'People and tokens',
    summary: 'Lists tokens',
    status: 200,
    answer: {
      says: 'Those that are alive, without their secrets.',
      schema: answers.tokens,
      shown: { tokens: [shown.token] },
    },
    examples: [{ says: 'All of them.' }],
  },
  revokeToken: {
    group: 'People and tokens',
    summary: 'Revokes a token',
    once: true,
    status: 204,
    answer: { says: 'It opens nothing any more.' },
    examples: [{ says: 'The one made above.', at: '{token}' }],
  },

  readLog: {
    group: 'Log',
    summary: 'Reads the log of the desk',
    description:
      'Oldest first. Each line has a hash over itself and the line before. A line about a removed article has lost its payload, never its hash.',
    query: bodies.auditQuery,
    status: 200,
    answer: { says: 'Lines of the log.', schema: answers.audit, shown: shown.audit },
    examples: [{ says: 'The first five lines.', query: 'limit=5' }],
  },

  health: {
    group: 'The desk itself',
    summary: 'Says that the process answers',
    status: 200,
    answer: { says: 'It does.', schema: answers.health, shown: { status: 'ok' } },
    examples: [{ says: 'Is it there?' }],
  },
  readiness: {
    group: 'The desk itself',
    summary: 'Says that the store answers, too',
    description: 'Where it does not, the answer is 503 with the same shape.',
    status: 200,
    answer: { says: 'It does.', schema: answers.health, shown: { status: 'ready' } },
    examples: [{ says: 'May requests come?' }],
  },
  readMetrics: {
    group: 'The desk itself',
    summary: 'Reads figures for Prometheus',
    status: 200,
    answer: { says: 'Counts and times, no words of any text.', media: ['text/plain'] },
    examples: [{ says: 'How much is asked, and how fast it is answered.' }],
  },
  readApiDocument: {
    group: 'The desk itself',
    summary: 'Reads this document',
    status: 200,
    answer: { says: 'OpenAPI 3.1.', schema: answers.openApiDocument },
    examples: [{ says: 'For tools that write clients.' }],
  },
  readArticleSchema: {
    group: 'The desk itself',
    summary: 'Reads the schema of the JSON export',
    status: 200,
    answer: {
      says: 'JSON Schema 2020-12.',
      schema: answers.jsonSchema,
      media: ['application/schema+json'],
    },
    examples: [{ says: 'For who reads such files.' }],
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
