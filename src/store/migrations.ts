import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The schema's history. Append only: a released entry is never edited, a change is a new last entry. Keys sort in
 * order of application.
 */
export const migrations: Record<string, Migration> = {
  '0001-start': {
    async up(db: Kysely<unknown>): Promise<void> {
      const statements = [
        `create table users (
          id text primary key, name text not null unique collate nocase, full_name text not null,
          role text not null, password_hash text not null, disabled integer not null default 0,
          created_at text not null) strict`,
        `create table sessions (
          hash text primary key, user_id text not null references users (id),
          created_at text not null, used_at text not null) strict`,
        `create table tokens (
          id text primary key, hash text not null unique, name text not null,
          user_id text not null references users (id), scope text not null,
          created_at text not null, used_at text, revoked integer not null default 0) strict`,
        `create table articles (
          id text primary key, title text not null, created_by text not null, created_at text not null,
          changed_at text not null, version integer not null, texts_version integer not null,
          analysis_state text not null, analysis text, analysis_version integer not null default 0,
          state text not null, archived integer not null default 0, checked integer not null default 0,
          summary text not null, word_count integer not null) strict`,
        'create index articles_by_version on articles (archived, version)',
        `create table texts (
          id text primary key, article_id text references articles (id), role text not null,
          version integer not null, name text, url text, published text, author text, engine text,
          language text not null, hash text not null, content text not null,
          unique (article_id, role, version)) strict`,
        `create table segments (
          id text primary key, text_id text not null references texts (id), idx integer not null,
          kind text not null, start integer not null, "end" integer not null,
          unique (text_id, idx)) strict`,
        `create table log (
          seq integer primary key autoincrement, id text not null unique, at text not null,
          by text not null, kind text not null, article_id text, batch text,
          payload_hash text not null, previous_hash text not null, hash text not null) strict`,
        'create index log_by_article on log (article_id, seq)',
        'create table payloads (seq integer primary key references log (seq), json text not null) strict',
        `create table desk_dismissals (
          decision text primary key, category text not null, text text not null, by text not null,
          at text not null, reason text not null, note text) strict`,
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '0002-programs': {
    async up(db: Kysely<unknown>): Promise<void> {
      const statements = [
        `create table remembered (
          key text primary key, body_hash text not null, status integer not null, body text not null,
          location text, article_id text, at text not null) strict`,
        'create index remembered_by_time on remembered (at)',
        "create index archive_by_hash on texts (hash) where role = 'archive'",
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
};
