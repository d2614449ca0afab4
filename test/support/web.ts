import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import request from 'supertest';
import { type Analyst, startThreads } from '../../src/analysis/index.ts';
import { english } from '../../src/messages/index.ts';
import type { Message, Permission, Role, User } from '../../src/model/index.ts';
import { openSqlite, type Store } from '../../src/store/index.ts';
import { addToken, createApp, type Desk, hashSecret, type Log } from '../../src/web/index.ts';
import { sampleAnalyst } from './analyst.ts';

const corpus = join(import.meta.dirname, '../../corpus/nogales-plaza-spike');
const read = (name: string): string => readFileSync(join(corpus, name), 'utf8');

/** The sample pair, as it came. */
export const sample = { translation: read('translation.txt'), comparable: read('comparable.txt') };

/** A desk on a store in memory, with one account of each role, and nothing listening. */
export type TestDesk = {
  readonly app: Express;
  readonly desk: Desk;
  readonly store: Store;
  /** The account that plays this role; made when first asked for. */
  user(role: Role, name?: string): Promise<User>;
  /** The session cookie of that account, `name=value`. */
  cookie(role: Role, name?: string): Promise<string>;
  /** A supertest agent that is signed in. */
  agent(role?: Role, name?: string): Promise<ReturnType<typeof request.agent>>;
  /** The secret of a token of that account. */
  token(role: Role, scope: Permission, name?: string): Promise<string>;
  /** Keeps an article and waits until it is checked. */
  article(input?: Partial<Parameters<Desk['createArticle']>[0]>): Promise<string>;
  close(): Promise<void>;
};

type Options = {
  /** How texts are checked: 'sample' finds what its table says (quick), 'threads' is the real pipeline. */
  readonly analyst?: 'sample' | 'threads' | Analyst;
  readonly now?: () => Date;
  readonly log?: Log;
  readonly stopping?: AbortSignal;
};

/** English, and `test.words` for sentences that only a test says. */
export const say = (message: Message): string =>
  message.key === 'test.words' ? String(message.params?.words) : english(message);

const fullNames: Record<Role, string> = {
  reader: 'Rita Luna',
  reviewer: 'Marta Soto',
  approver: 'Ana Salcedo',
  owner: 'Olga Paz',
};

export async function startDesk({
  analyst: kind = 'sample',
  now = () => new Date(),
  log = event => {
    if (event.event === 'fault') console.error(event.detail);
  },
  stopping,
}: Options = {}): Promise<TestDesk> {
  const store = await openSqlite(':memory:');
  const analyst = kind === 'sample' ? sampleAnalyst() : kind === 'threads' ? startThreads() : kind;
  const { app, desk, events } = createApp({
    store,
    analyst,
    say,
    now,
    newId: randomUUID,
    log,
    setup: { code: 'test-code', hosts: ['127.0.0.1', 'localhost'] },
    timeZone: 'UTC',
    stopping,
  });
  const users = new Map<string, Promise<User>>();

  const makeUser = async (role: Role, name: string): Promise<User> => {
    const user = { id: randomUUID(), name, fullName: name === role ? fullNames[role] : name, role };
    const entry = { id: randomUUID(), at: now().toISOString(), by: '', kind: 'add-user', payload: {} };
    await store.addUser({ ...user, disabled: false, passwordHash: 'none' }, entry);
    return { ...user, disabled: false };
  };
  const user: TestDesk['user'] = (role, name = role) => {
    const known = users.get(name) ?? makeUser(role, name);
    users.set(name, known);
    return known;
  };
  const cookie: TestDesk['cookie'] = async (role, name) => {
    const secret = randomUUID();
    const { id } = await user(role, name);
    const at = now().toISOString();
    const entry = { id: randomUUID(), at, by: id, kind: 'sign-in', payload: {} };
    await store.addSession({ hash: hashSecret(secret), userId: id, at, entry });
    return `walnuts=${secret}`;
  };

  return {
    app,
    desk,
    store,
    user,
    cookie,
    async agent(role = 'reviewer', name) {
      const agent = request.agent(app);
      agent.set('Cookie', await cookie(role, name));
      return agent;
    },
    async article(input = {}) {
      const { id: by } = await user('owner');
      const created = await desk.createArticle(
        {
          translation: { text: sample.translation },
          comparable: { text: sample.comparable, name: 'Border Report' },
          ...input,
        },
        by,
      );
      if ('refused' in created) throw new Error(`not taken: ${created.refused.code}`);
      await desk.settled();
      return created.id;
    },
    async token(role, scope, name) {
      const parts = { store, now, newId: randomUUID, by: '' };
      const made = await addToken(parts, { name: 'a program', user: (await user(role, name)).name, scope });
      if ('refused' in made) throw new Error(made.refused.key);
      return made.secret;
    },
    async close() {
      events.close();
      await desk.settled();
      await analyst.close();
      await store.close();
    },
  };
}
