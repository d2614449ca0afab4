import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/**
 * Lets Kysely's SQLite dialect, written for another driver, speak to node:sqlite. Every transaction starts as a
 * writer ("immediate"), because one that reads first and writes later fails when another process wrote between.
 */
export function openNodeSqlite(path: string): SqliteDatabase {
  const database = new DatabaseSync(path);
  // First, so that whoever opens the folder at the same time waits instead of failing.
  database.exec('pragma busy_timeout = 10000');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  // What is erased is overwritten: a removed article leaves no words in free pages.
  database.exec('pragma secure_delete = on');
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const text = sql === 'begin' ? 'begin immediate' : sql;
      let statement = statements.get(text);
      if (!statement) {
        statement = adapt(database.prepare(text));
        statements.set(text, statement);
      }
      return statement;
    },
  };
}

function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: parameters => statement.all(...parameters.map(bindable)),
    run: parameters => statement.run(...parameters.map(bindable)),
    iterate: parameters => statement.iterate(...parameters.map(bindable)),
  };
}

/**
 * node:sqlite takes a first parameter that is an object without own keys (a Date) for named parameters and shifts
 * the others without an error; so nothing but primitives gets through.
 */
function bindable(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new TypeError(`not a value for the database: ${typeof value}`);
}
