import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../src/model/index.ts';
import { hashOfLine, sha256 } from '../../src/store/chain.ts';
import { openSqlite, openStore } from '../../src/store/index.ts';
import type { NewEntry, Store } from '../../src/store/store.ts';
import { textOf } from '../support/article.ts';

/** One suite for every engine. */
const engines: Record<string, () => Promise<{ store: Store; remove: () => Promise<void> }>> = {
  'SQLite in memory': async () => ({ store: await openSqlite(':memory:'), remove: async () => {} }),
  'SQLite in a data folder': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'walnuts-store-'));
    return { store: await openStore(folder), remove: () => rm(folder, { recursive: true }) };
  },
};

const at = '2026-01-01T10:00:00.000Z';
let ids = 0;
const entry = (kind: string, more: Partial<NewEntry> = {}): NewEntry => ({
  id: `e${++ids}`,
  at,
  by: 'u1',
  kind,
  payload: { kind },
  ...more,
});
const ana: User & { passwordHash: string } = {
  id: 'u1',
  name: 'ana',
  fullName: 'Ana Salcedo',
  role: 'owner',
  disabled: false,
  passwordHash: 'hash',
};
const comment = (text: string): NewEntry =>
  entry('comment', { article: 'a1', payload: { kind: 'comment', segment: 0, text } });

describe.each(Object.entries(engines))('%s', (_name, open) => {
  let store: Store;
  let remove: () => Promise<void>;
  beforeEach(async () => {
    ({ store, remove } = await open());
  });
  afterEach(async () => {
    await store.close();
    await remove();
  });

  const addArticle = (id = 'a1', content = 'Headline here\n\nA first paragraph.') =>
    store.addArticle({
      id,
      title: `Title of ${id}`,
      texts: [
        textOf(content, 'translation', `${id}-t`),
        { ...textOf('English.', 'comparable', `${id}-c`), name: 'Report' },
      ],
      entry: entry('import', { article: id }),
    });

  it('keeps texts unit for unit', async () => {
    const content = '\uFEFFSeñor\r\n“odd”\t\u00a0 😀\n\n\nend \u2028';
    await addArticle('a1', content);
    const record = await store.article('a1');
    expect(record?.texts.translation.content).toBe(content);
    expect(record?.texts.translation.segments).toEqual(textOf(content, 'translation', 'a1-t').segments);
    expect(record).toMatchObject({
      analysisState: 'pending',
      decisions: [],
      texts: { comparable: { name: 'Report' } },
    });
  });

  it('has no article that was not added', async () => {
    expect(await store.article('none')).toBeUndefined();
    expect(await store.change('none', () => ({ answer: 1 }))).toBeUndefined();
  });

  it('makes the first account only once', async () => {
    expect(await store.addUser(ana, entry('set-up'), { first: true })).toBe(true);
    expect(await store.addUser({ ...ana, id: 'u2', name: 'eve' }, entry('set-up'), { first: true })).toBe(
      false,
    );
    expect(await store.addUser({ ...ana, id: 'u3', name: 'ANA' }, entry('add-user'))).toBe(false);
    expect((await store.userByName('Ana'))?.fullName).toBe('Ana Salcedo');
    expect(await store.users()).toHaveLength(1);
  });

  it('a disabled account has no sessions and no tokens', async () => {
    await store.addUser(ana, entry('set-up'));
    await store.addSession({ hash: 's', userId: 'u1', at, entry: entry('sign-in') });
    await store.addToken(
      { id: 't1', name: 'ci', userId: 'u1', scope: 'check', hash: 'th', at },
      entry('add-token'),
    );
    expect(await store.session('s')).toMatchObject({ user: { name: 'ana' } });
    expect(await store.token('th')).toMatchObject({ name: 'ci', scope: 'check', user: { name: 'ana' } });
    await store.setUserDisabled('u1', true, entry('disable-user'));
    expect(await store.session('s')).toBeUndefined();
    expect(await store.token('th')).toBeUndefined();
  });

  it('an ended session and a revoked token are gone', async () => {
    await store.addUser(ana, entry('set-up'));
    await store.addSession({ hash: 's', userId: 'u1', at, entry: entry('sign-in') });
    await store.addToken(
      { id: 't1', name: 'ci', userId: 'u1', scope: 'check', hash: 'th', at },
      entry('add-token'),
    );
    await store.endSession('s', entry('sign-out'));
    expect(await store.revokeToken('t1', entry('revoke-token'))).toBe(true);
    expect(await store.revokeToken('t1', entry('revoke-token'))).toBe(false);
    expect(await store.session('s')).toBeUndefined();
    expect(await store.token('th')).toBeUndefined();
  });

  it('numbers decisions in order, and what a judge throws leaves nothing behind', async () => {
    await addArticle();
    const first = await store.change('a1', (_record, nextSeq) => ({
      answer: nextSeq,
      append: [comment('one')],
    }));
    await expect(
      store.change('a1', () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const twin = comment('twin');
    await expect(store.change('a1', () => ({ answer: 0, append: [twin, twin] }))).rejects.toThrow();
    const record = await store.article('a1');
    expect(record?.decisions).toMatchObject([{ seq: first, payload: { text: 'one' } }]);
  });

  it('lets no other writer between reading and writing', async () => {
    await addArticle();
    const counts = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        store.change('a1', record => ({ answer: record.decisions.length, append: [comment(String(index))] })),
      ),
    );
    expect(counts.toSorted((a, b) => a! - b!)).toEqual(Array.from({ length: 16 }, (_, index) => index));
  });

  it('chains the log over payload hashes', async () => {
    await addArticle();
    await store.change('a1', () => ({ answer: 0, append: [comment('one'), comment('two')] }));
    const lines = await store.entries({ limit: 100 });
    let previousHash = '0'.repeat(64);
    for (const { payload, hash, ...line } of lines) {
      expect(line.previousHash).toBe(previousHash);
      expect(line.payloadHash).toBe(sha256(JSON.stringify(payload)));
      expect(hash).toBe(hashOfLine(line));
      previousHash = hash;
    }
    expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('lists articles newest change first, by state, words and page', async () => {
    await addArticle('a1');
    await addArticle('a2', 'About 100% of Nogales');
    await addArticle('a3');
    const tally = { critical: 1, major: 0, minor: 0, decided: 0, total: 1 };
    await store.change('a1', () => ({
      answer: 0,
      append: [comment('x')],
      summary: {
        state: 'submitted',
        archived: false,
        tally,
        version: 4,
        checked: true,
        linkedCount: 2,
        returned: 1,
      },
    }));
    const ids = async (filter: Parameters<Store['articles']>[0]) =>
      (await store.articles(filter)).articles.map(({ id }) => id);
    expect(await ids({ limit: 10 })).toEqual(['a1', 'a3', 'a2']);
    expect(await ids({ limit: 10, state: 'submitted' })).toEqual(['a1']);
    expect(await ids({ limit: 10, q: 'nogales' })).toEqual(['a2']);
    expect(await ids({ limit: 10, q: '0%' })).toEqual(['a2']);
    expect(await ids({ limit: 10, q: '_' })).toEqual([]);
    const page = await store.articles({ limit: 2 });
    expect(page.articles).toHaveLength(2);
    expect(await ids({ limit: 2, cursor: page.next! })).toEqual(['a2']);
    expect((await store.articles({ limit: 1 })).articles[0]).toMatchObject({
      tally,
      comparable: { name: 'Report', segmentCount: 1 },
    });
    expect(await store.countArticles()).toMatchObject({ submitted: 1, 'in-review': 2, cameBack: 1 });
  });

  it('keeps an analysis and a new text of an article', async () => {
    await addArticle();
    expect(await store.uncheckedArticles()).toEqual(['a1']);
    const saved = {
      version: 1,
      alignment: { links: [], unlinked: { translation: [0], comparable: [] }, candidates: [] },
      findings: [],
      warnings: [],
    };
    const tally = { critical: 0, major: 0, minor: 0, decided: 0, total: 0 };
    const summary = (checked: boolean) =>
      ({
        state: 'in-review',
        archived: false,
        tally,
        version: 1,
        linkedCount: 0,
        returned: 0,
        checked,
      }) as const;
    await store.change('a1', () => ({
      answer: 0,
      analysis: { state: 'done', saved },
      summary: summary(true),
    }));
    expect(await store.uncheckedArticles()).toEqual([]);
    await store.change('a1', () => ({ answer: 0, summary: summary(false) }));
    expect(await store.uncheckedArticles()).toEqual(['a1']);
    const text = { ...textOf('Other English.', 'comparable', 'c2'), version: 2 };
    await store.change('a1', () => ({
      answer: 0,
      texts: [text],
      append: [entry('set-text', { article: 'a1' })],
      analysis: { state: 'pending' },
    }));
    const record = await store.article('a1');
    expect(record).toMatchObject({
      analysisState: 'pending',
      textsVersion: 2,
      analysis: { version: 1 },
      decisions: [],
    });
    expect(record?.texts.comparable?.content).toBe('Other English.');
  });

  it('keeps desk-wide dismissals until they are taken back', async () => {
    await addArticle();
    await addArticle('a2');
    const dismissal = {
      category: 'calque',
      text: 'plaza boss',
      decision: 'd1',
      by: 'u1',
      at,
      reason: 'house-style',
    } as const;
    await store.change('a1', () => ({ answer: 0, deskDismissals: { add: [dismissal], remove: [] } }));
    expect((await store.article('a2'))?.deskDismissals).toEqual([dismissal]);
    await store.change('a1', () => ({ answer: 0, deskDismissals: { add: [], remove: ['d1'] } }));
    expect((await store.article('a2'))?.deskDismissals).toEqual([]);
  });
});

describe('a data folder', () => {
  it('opens again with everything in it, and while another connection has it open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'walnuts-store-'));
    const one = await openStore(folder);
    const two = await openStore(folder);
    await one.addUser(ana, entry('set-up'));
    for (const [index, store] of [two, one].entries())
      await store.addUser({ ...ana, id: `x${index}`, name: `x${index}` }, entry('add-user'));
    expect(await two.userByName('ana')).toBeDefined();
    await Promise.all([one.close(), two.close()]);
    const again = await openStore(folder);
    expect((await again.entries({ limit: 10 })).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    await again.close();
    await rm(folder, { recursive: true });
  });
});
