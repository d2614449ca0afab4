import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../src/model/index.ts';
import { hashOfLine, sha256 } from '../../src/store/chain.ts';
import { openSqlite, openStore } from '../../src/store/index.ts';
import { type NewEntry, type Remembered, Repeated, type Store } from '../../src/store/store.ts';
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
    expect(await store.changeUser('u1', { disabled: true }, entry('disable-user'))).toBe('last-owner');
    expect(await store.session('s')).toBeDefined();
    await store.addUser({ ...ana, id: 'u2', name: 'olga' }, entry('add-user'));
    expect(await store.changeUser('u1', { disabled: true }, entry('disable-user'))).toBe('changed');
    expect(await store.session('s')).toBeUndefined();
    expect(await store.token('th')).toBeUndefined();
  });

  it('a changed role ends the sessions of the account and shows at once', async () => {
    await store.addUser(ana, entry('set-up'));
    await store.addUser({ ...ana, id: 'u2', name: 'ben', role: 'reviewer' }, entry('add-user'));
    await store.addSession({ hash: 's', userId: 'u2', at, entry: entry('sign-in') });
    expect(await store.changeUser('u2', { role: 'reader' }, entry('change-user'))).toBe('changed');
    expect((await store.userByName('ben'))?.role).toBe('reader');
    expect(await store.session('s')).toBeUndefined();
    expect(await store.changeUser('u1', { role: 'reader' }, entry('change-user'))).toBe('last-owner');
    expect(await store.changeUser('none', { role: 'reader' }, entry('change-user'))).toBe('unknown');
  });

  describe('a request that names itself', () => {
    const answer = (more: Partial<Remembered> = {}): Remembered => ({
      key: 'k1',
      bodyHash: 'b1',
      status: 201,
      body: '{"id":"u9"}',
      at,
      ...more,
    });

    it('has its effect once, with the answer beside it', async () => {
      await store.addUser(ana, entry('set-up'), { remember: answer() });
      const again = store.addUser({ ...ana, id: 'u2', name: 'ben' }, entry('add-user'), {
        remember: answer({ body: 'other' }),
      });
      await expect(again).rejects.toThrow(Repeated);
      expect((await store.users()).map(({ name }) => name)).toEqual(['ana']);
      expect(await store.remembered('k1')).toEqual(answer());
    });

    it('refused, may come again', async () => {
      await store.addUser(ana, entry('set-up'));
      expect(await store.addUser({ ...ana, id: 'u2' }, entry('add-user'), { remember: answer() })).toBe(
        false,
      );
      expect(await store.remembered('k1')).toBeUndefined();
    });

    it('has its answer corrected by the same request only, and forgotten after a week', async () => {
      await store.addUser(ana, entry('set-up'), { remember: answer() });
      await store.correctRemembered(answer({ body: 'sent' }));
      await store.correctRemembered(answer({ body: 'wrong', bodyHash: 'b2' }));
      expect((await store.remembered('k1'))?.body).toBe('sent');
      const later = answer({ key: 'k2', at: '2026-01-09T10:00:00.000Z' });
      await store.addUser({ ...ana, id: 'u2', name: 'ben' }, entry('add-user'), { remember: later });
      expect(await store.remembered('k1')).toBeUndefined();
    });
  });

  it('a removed article leaves lines and hashes, no words', async () => {
    await addArticle();
    await addArticle('a2');
    await store.change('a1', () => ({ answer: 1, append: [comment('a word about it')] }));
    expect(await store.removeArticle('a1', entry('remove', { payload: { article: 'a1' } }))).toBe(true);
    expect(await store.removeArticle('a1', entry('remove'))).toBe(false);
    expect(await store.article('a1')).toBeUndefined();
    expect((await store.articles({ limit: 10 })).articles.map(({ id }) => id)).toEqual(['a2']);
    const lines = await store.entries({ limit: 10 });
    expect(lines.map(({ kind, payload }) => [kind, payload !== undefined])).toEqual([
      ['import', false],
      ['import', true],
      ['comment', false],
      ['remove', true],
    ]);
    expect(lines.every(line => hashOfLine(line) === line.hash)).toBe(true);
    expect(await store.lastSeq()).toBe(4);
  });

  it('its state is another one after every write, and the same without', async () => {
    await addArticle();
    const state = await store.state();
    await store.article('a1');
    await store.articles({ limit: 10 });
    expect(await store.state()).toBe(state);
    await store.change('a1', () => ({ answer: 1 }));
    expect(await store.state()).toBe(state);
    await store.change('a1', () => ({ answer: 1, append: [comment('a word')] }));
    const later = await store.state();
    expect(later).not.toBe(state);
    await store.change('a1', () => ({ answer: 1, analysis: { state: 'failed' } }), { mayBeLost: true });
    expect(await store.state()).not.toBe(later);
  });

  it('the archive keeps each wording once', async () => {
    const text = (id: string, content: string) => ({
      ...textOf(content, 'archive', id),
      name: 'Report',
      hash: sha256(content),
    });
    expect(await store.addText(text('t1', 'One.\n\nTwo.'), entry('archive-text'))).toEqual({
      id: 't1',
      added: true,
    });
    expect(await store.addText(text('t2', 'Other.'), entry('archive-text'))).toMatchObject({ added: true });
    expect(await store.addText(text('t3', 'Other.'), entry('archive-text'))).toEqual({
      id: 't2',
      added: false,
    });
    const kept = await store.archive({ limit: 10 });
    expect(kept.map(({ id, name, segmentCount }) => [id, name, segmentCount])).toEqual([
      ['t1', 'Report', 2],
      ['t2', 'Report', 1],
    ]);
    expect(await store.archive({ after: 't1', limit: 10 })).toEqual(kept.slice(1));
    expect(await store.entries({ limit: 10 })).toHaveLength(2);
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

  it('finds an article by the words of its newest translation alone', async () => {
    await addArticle('a1', 'The plaza of Nogales');
    await addArticle('a2', 'The plaza of Agua Prieta');
    const newer = { ...textOf('The plaza of Sonoyta', 'translation', 't2'), version: 2 };
    await store.change('a1', () => ({
      answer: 0,
      texts: [newer],
      append: [entry('set-text', { article: 'a1' })],
    }));
    const found = async (q: string) =>
      (await store.articles({ limit: 10, q })).articles.map(({ id }) => id).sort();
    expect(await found('plaza')).toEqual(['a1', 'a2']);
    expect(await found('nogales')).toEqual([]);
    expect(await found('sonoyta')).toEqual(['a1']);
    expect(await found('title of a1')).toEqual(['a1']);
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
