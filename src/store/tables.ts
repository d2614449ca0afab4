import type { Generated, Kysely, Transaction } from 'kysely';

/** The tables as migrations.ts makes them. */
export type Tables = {
  users: {
    id: string;
    name: string;
    full_name: string;
    role: string;
    password_hash: string;
    disabled: number;
    created_at: string;
  };
  sessions: { hash: string; user_id: string; created_at: string; used_at: string };
  tokens: {
    id: string;
    hash: string;
    name: string;
    user_id: string;
    scope: string;
    created_at: string;
    used_at: string | null;
    revoked: number;
  };
  articles: {
    id: string;
    title: string;
    created_by: string;
    created_at: string;
    changed_at: string;
    version: number;
    texts_version: number;
    analysis_state: string;
    analysis: string | null;
    analysis_version: Generated<number>;
    state: string;
    archived: Generated<number>;
    checked: Generated<number>;
    /** Of Summary what has no column of its own, as JSON. */
    summary: string;
    word_count: number;
  };
  texts: {
    id: string;
    article_id: string | null;
    role: string;
    version: number;
    name: string | null;
    url: string | null;
    published: string | null;
    author: string | null;
    engine: string | null;
    language: string;
    hash: string;
    content: string;
  };
  segments: { id: string; text_id: string; idx: number; kind: string; start: number; end: number };
  log: {
    seq: number;
    id: string;
    at: string;
    by: string;
    kind: string;
    article_id: string | null;
    batch: string | null;
    payload_hash: string;
    previous_hash: string;
    hash: string;
  };
  payloads: { seq: number; json: string };
  remembered: {
    key: string;
    body_hash: string;
    status: number;
    body: string;
    location: string | null;
    article_id: string | null;
    at: string;
  };
  desk_dismissals: {
    decision: string;
    category: string;
    text: string;
    by: string;
    at: string;
    reason: string;
    note: string | null;
  };
};

export type Db = Kysely<Tables> | Transaction<Tables>;
