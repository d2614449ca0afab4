import type {
  AnalysisState,
  ArticleRecord,
  ArticleState,
  Decision,
  DeskDismissal,
  Permission,
  SavedAnalysis,
  Tally,
  Text,
  User,
} from '../model/index.ts';

/** A line of the log before it is numbered. Decisions are lines whose kind stands in the decision table. */
export type NewEntry = {
  readonly id: string;
  readonly at: string;
  /** User id, or '' for the tool itself. */
  readonly by: string;
  readonly kind: string;
  readonly article?: string;
  readonly batch?: string;
  readonly payload: object;
};

/**
 * A line of the log. `hash` covers every field but the payload, of which it covers `payloadHash`, and the hash
 * of the line before: a payload can be erased while the chain holds.
 */
export type Entry = Omit<NewEntry, 'payload'> & {
  readonly seq: number;
  readonly payloadHash: string;
  readonly previousHash: string;
  readonly hash: string;
};

/** What the list needs to know of an article without reading its texts; computed by who writes. */
export type Summary = {
  readonly state: ArticleState;
  readonly archived: boolean;
  readonly tally: Tally;
  /** The version that the article's etag tells. */
  readonly version: number;
  /** False while the checks have yet to read words that changed. */
  readonly checked: boolean;
  readonly linkedCount: number;
  /** Changes that an approver sent back and nobody has mended yet. */
  readonly returned: number;
  /** Who brought it into its state, when and why: handed it in, approved or returned it. */
  readonly verdict?: { readonly by: string; readonly at: string; readonly reason?: string };
};

/**
 * The answer to a request that names itself (Idempotency-Key), kept in the transaction of its effect: sent again,
 * it gets this answer and has no second effect.
 */
export type Remembered = {
  /** Hash over who asks, what for, and the key. */
  readonly key: string;
  readonly bodyHash: string;
  readonly status: number;
  readonly body: string;
  readonly location?: string;
  /** The article whose words may stand in the body: they go when it goes. */
  readonly article?: string;
  readonly at: string;
};

/** Thrown out of a transaction whose request has had its effect already, in whichever process. Nothing is written. */
export class Repeated extends Error {}

export type ArticleRow = Summary & {
  readonly id: string;
  readonly title: string;
  readonly by: string;
  readonly at: string;
  readonly changedAt: string;
  readonly analysisState: AnalysisState;
  readonly wordCount: number;
  readonly comparable?: { readonly name?: string; readonly segmentCount: number };
  /** The last log entry about it. */
  readonly last: { readonly kind: string; readonly by: string };
};

export type ArticleFilter = {
  /** In this state, or in one of these. */
  readonly state?: ArticleState | readonly ArticleState[];
  /** Beside these states: what is handed in, but has changes that came back. */
  readonly orCameBack?: boolean;
  readonly archived?: boolean;
  /** Words looked for in headline and translation. */
  readonly q?: string;
  /** Opaque, from `next` of the page before. */
  readonly cursor?: string;
  readonly limit: number;
};

/** What a judge of `change` answers: what to write, all in one transaction, and what to hand back. */
export type Write<T> = {
  readonly answer: T;
  readonly append?: readonly NewEntry[];
  readonly texts?: readonly Text[];
  readonly analysis?: { readonly state: AnalysisState; readonly saved?: SavedAnalysis };
  readonly summary?: Summary;
  readonly deskDismissals?: { readonly add: readonly DeskDismissal[]; readonly remove: readonly string[] };
  readonly remember?: Remembered | undefined;
};

export type NewUser = User & { readonly passwordHash: string };
export type Session = { readonly user: User; readonly createdAt: string; readonly usedAt: string };
export type NewToken = {
  readonly id: string;
  readonly name: string;
  readonly userId: string;
  readonly scope: Permission;
  readonly hash: string;
  readonly at: string;
};
export type Token = {
  readonly id: string;
  readonly name: string;
  readonly user: User;
  readonly scope: Permission;
  readonly at: string;
  readonly usedAt?: string;
};

/** What a write may bring along: see Remembered. Whoever passes it is ready for Repeated. */
export type Once = { readonly remember?: Remembered | undefined };

/** A text of the archive, without its words. */
export type ArchivedText = Omit<Text, 'content' | 'segments'> & { readonly segmentCount: number };

/**
 * Where everything is kept. Each method that writes is one transaction, on disk when its promise resolves.
 * Names are compared without regard to case. Times are UTC, ISO 8601, passed in.
 */
export type Store = {
  /** False when the name is taken, or `first` is asked for and there is an owner already. */
  addUser(user: NewUser, entry: NewEntry, options?: Once & { first?: boolean }): Promise<boolean>;
  users(): Promise<User[]>;
  userByName(name: string): Promise<NewUser | undefined>;
  /**
   * Changes role, or shuts an account out or in; the sessions of the account end. 'last-owner': it would leave the
   * desk without one, and nothing is changed.
   */
  changeUser(
    id: string,
    change: { readonly role?: User['role'] | undefined; readonly disabled?: boolean | undefined },
    entry: NewEntry,
    options?: Once,
  ): Promise<'changed' | 'last-owner' | 'unknown'>;

  /** Sessions and tokens are known by the SHA-256 of their secret. Those of disabled users are not found. */
  addSession(session: { hash: string; userId: string; at: string; entry: NewEntry }): Promise<void>;
  session(hash: string): Promise<Session | undefined>;
  useSession(hash: string, at: string): Promise<void>;
  endSession(hash: string, entry: NewEntry): Promise<void>;
  addToken(token: NewToken, entry: NewEntry, options?: Once): Promise<void>;
  token(hash: string): Promise<Token | undefined>;
  useToken(id: string, at: string): Promise<void>;
  tokens(): Promise<Token[]>;
  revokeToken(id: string, entry: NewEntry, options?: Once): Promise<boolean>;

  /** Adds an article with its texts. Its analysis is pending. Answers its version. */
  addArticle(
    article: { id: string; title: string; texts: readonly Text[]; entry: NewEntry },
    options?: { readonly remember?: ((version: number) => Remembered) | undefined },
  ): Promise<number>;
  article(id: string): Promise<ArticleRecord | undefined>;
  articles(filter: ArticleFilter): Promise<{ articles: ArticleRow[]; next?: string }>;
  /** How many are in each state, archived, and, of those handed in, how many have changes that came back. */
  countArticles(): Promise<Record<ArticleState | 'archived' | 'cameBack', number>>;
  /** Ids of articles whose analysis is pending, or whose words changed after it, oldest first. */
  uncheckedArticles(): Promise<string[]>;
  /**
   * Reads an article, lets `judge` decide what to write, and writes it, with no other writer in between, from
   * whichever process. `nextSeq` is the number that the first appended entry gets. Undefined: no such article.
   * `mayBeLost`: what is written can be made again, and need not wait for the disk; a power cut may take it back,
   * never anything else or a part of it.
   */
  change<T>(
    id: string,
    judge: (record: ArticleRecord, nextSeq: number) => Write<T>,
    options?: { readonly mayBeLost?: boolean },
  ): Promise<T | undefined>;
  /**
   * Erases an article: its texts, what was said of them, the payloads of its log lines. The lines and their hashes
   * stay, and `entry` says who did it. False: no such article.
   */
  removeArticle(id: string, entry: NewEntry, options?: Once): Promise<boolean>;

  /** Keeps a text of the archive. One with the same words is kept once: answers the id under which it stands. */
  addText(text: Text, entry: NewEntry, options?: Once): Promise<{ id: string; added: boolean }>;
  /** Texts of the archive, in order of their ids, from after one. */
  archive(options: { after?: string | undefined; limit: number }): Promise<ArchivedText[]>;

  /** What was answered to a request of this key. */
  remembered(key: string): Promise<Remembered | undefined>;
  /** Keeps the answer that was really sent in place of the one kept with the effect. */
  correctRemembered(remembered: Remembered): Promise<void>;

  /** The log, in order, from after a number. */
  entries(options: {
    after?: number;
    limit: number;
    article?: string;
  }): Promise<(Entry & { payload?: object })[]>;
  /** A word that is another one after every write, in whichever process. */
  state(): Promise<string>;
  /** Number of the last line of the log; 0: none. */
  lastSeq(): Promise<number>;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type { Decision };
