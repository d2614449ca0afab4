import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionKinds } from '../../src/review/index.ts';
import { routes } from '../../src/web/routes.ts';
import { sample, startDesk, type TestDesk } from '../support/web.ts';

type Finding = {
  id: string;
  segment: number;
  start: number;
  end: number;
  text: string;
  category: string;
  severity: string;
  quiet: boolean;
  state: string;
  suggestions: { text: string }[];
  evidence: { kind: string; text: string }[];
};
type Segment = { id: string; index: number; start: number; end: number; text: string; etag: string };
type Article = {
  id: string;
  etag: string;
  state: string;
  analysis: string;
  segments: { translation: Segment[]; comparable?: Segment[] };
  findings: Finding[];
  corrections: { id: string; before: string; after: string; state: string; by: string }[];
  links: { translation: number; comparable: number; state: string; reasons: string[] }[];
  unlinked: { translation: number[]; comparable: number[] };
};

let desk: TestDesk;
beforeAll(async () => {
  desk = await startDesk({ analyst: 'threads' });
});
afterAll(() => desk.close());

type Agent = Awaited<ReturnType<TestDesk['agent']>>;
const read = async (agent: Agent, id: string): Promise<Article> =>
  (await agent.get(`/api/v1/articles/${id}`).expect(200)).body;
const named = (article: Article, text: string): Finding => {
  const finding = article.findings.find(other => other.text === text);
  if (!finding) throw new Error(`no finding on ${text}`);
  return finding;
};
const post = (agent: Agent, id: string, body: object, etag?: string) => {
  const sent = agent.post(`/api/v1/articles/${id}/decisions`).send(body);
  return etag === undefined ? sent : sent.set('If-Match', etag);
};
/** Takes the suggestion that makes the words of a finding these. */
async function take(agent: Agent, id: string, words: string, after: string) {
  const article = await read(agent, id);
  const finding = named(article, words);
  const suggestion = finding.suggestions.findIndex(({ text }) => text === after);
  expect(suggestion, `${words} to ${after}`).toBeGreaterThanOrEqual(0);
  const { etag } = article.segments.translation[finding.segment]!;
  return post(agent, id, { kind: 'accept', finding: finding.id, suggestion }, etag).expect(200);
}

describe('an article through the API', () => {
  it('answers 201 with a pending analysis, and shows what was found', async () => {
    const agent = await desk.agent('reviewer');
    const created = await agent
      .post('/api/v1/articles')
      .send({
        translation: sample.translation,
        comparable: { text: sample.comparable, name: 'Border Report' },
      })
      .expect(201);
    expect(created.body).toMatchObject({ analysis: 'pending', etag: expect.stringMatching(/^"a-\d+"$/) });
    await desk.desk.settled();
    const article = await read(agent, created.body.id);
    expect(article).toMatchObject({ state: 'in-review', analysis: 'done' });
    expect(article.segments.translation).toHaveLength(13);
    expect(article.segments.comparable).toHaveLength(12);
    const walnuts = named(article, 'Walnuts');
    expect(walnuts).toMatchObject({ category: 'translated-name', severity: 'critical', state: 'open' });
    expect(walnuts.suggestions[0]).toEqual({ text: 'Nogales' });
    expect(walnuts.evidence.some(({ kind, text }) => kind === 'comparable' && text.includes('Nogales'))).toBe(
      true,
    );
    const linked = new Set(article.links.map(({ translation }) => translation));
    expect([...linked, ...article.unlinked.translation].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 13 }, (_, index) => index),
    );
  });

  it('goes from the finding to approved text that differs from the import in the corrections alone', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    await take(agent, id, 'Walnuts', 'Nogales');
    await take(agent, id, 'Sonorafor', 'Sonora, for');
    await take(agent, id, 'Spike Plaza', 'Plaza Spike');
    // The lost space shares letters with the name that was turned round: the finding covers both now.
    await take(agent, id, 'Plaza Spikewhose', 'Plaza Spike, whose');
    await take(agent, id, 'Spike Plaza', 'Plaza Spike');
    const rest = (await read(agent, id)).findings.filter(
      ({ state, severity, quiet }) => state === 'open' && !quiet && severity !== 'minor',
    );
    for (const { id: finding } of rest) {
      const article = await read(agent, id);
      const now = article.findings.find(other => other.id === finding)!;
      const etag = article.segments.translation[now.segment]!.etag;
      await post(agent, id, { kind: 'dismiss', finding, reason: 'house-style', scope: 'here' }, etag).expect(
        200,
      );
    }
    await post(agent, id, { kind: 'submit' }, (await read(agent, id)).etag).expect(200);

    const approver = await desk.agent('approver');
    const early = await approver.get(`/api/v1/articles/${id}/export?format=txt`).expect(409);
    expect(early.body.missing).toHaveLength(4);
    for (const { id: correction } of (await read(approver, id)).corrections) {
      const article = await read(approver, id);
      const { segment } = (article.corrections as unknown as { id: string; segment: number }[]).find(
        other => other.id === correction,
      )!;
      await post(
        approver,
        id,
        { kind: 'approve', correction },
        article.segments.translation[segment]!.etag,
      ).expect(200);
    }
    const signed = await post(approver, id, { kind: 'approve' }, (await read(approver, id)).etag).expect(200);
    expect(signed.body.state).toBe('approved');

    const reader = await desk.agent('reader');
    const file = await reader.get(`/api/v1/articles/${id}/export?format=txt`).expect(200);
    expect(file.headers['content-disposition']).toMatch(
      /^attachment; filename=the-us-goes-after-el-gigio[a-z-]*\.txt$/,
    );
    expect(file.text).toBe(
      sample.translation
        .replace('in Walnuts.', 'in Nogales.')
        .replace('Sonorafor', 'Sonora, for')
        .replace('Spike Plazawhose', 'Plaza Spike, whose')
        .replace('Spike Plaza about', 'Plaza Spike about'),
    );
    const json = await reader.get(`/api/v1/articles/${id}/export?format=json`).expect(200);
    expect(JSON.parse(json.text)).toMatchObject({ draft: false, state: 'approved', text: file.text });
    const history = await reader.get(`/api/v1/articles/${id}/history`).expect(200);
    expect(history.body.decisions.slice(0, 1)).toMatchObject([
      { kind: 'accept', by: 'reviewer', before: 'Walnuts', after: 'Nogales' },
    ]);
  });

  it('a draft says so in its name and in itself', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reader');
    const file = await agent.get(`/api/v1/articles/${id}/export?include=proposed`).expect(200);
    expect(file.headers['content-disposition']).toContain('DRAFT-');
    expect(file.text).toMatch(/^DRAFT/);
    expect(file.text.endsWith(sample.translation)).toBe(true);
    const json = await agent.get(`/api/v1/articles/${id}/export?include=proposed&format=json`).expect(200);
    expect(JSON.parse(json.text).draft).toBe(true);
  });

  it('gets its comparable later, and is checked against it', async () => {
    const id = await desk.article({ comparable: undefined });
    const agent = await desk.agent('reviewer');
    const alone = await read(agent, id);
    expect(alone.segments.comparable).toBeUndefined();
    expect(alone.links).toEqual([]);
    const answer = await agent
      .put(`/api/v1/articles/${id}/comparable`)
      .send({ text: sample.comparable, name: 'Border Report' })
      .expect(200);
    expect(answer.body.segments.comparable).toHaveLength(12);
    expect(answer.body.analysis).toBe('done');
    expect(answer.body.links.length).toBeGreaterThan(0);
  });

  it('a batch is all or nothing, and one undo', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    const article = await read(agent, id);
    const walnuts = { kind: 'accept', finding: named(article, 'Walnuts').id, suggestion: 0 };
    const wrong = { kind: 'accept', finding: 'none', suggestion: 0 };
    await post(agent, id, { decisions: [walnuts, wrong] }, article.etag).expect(404);
    expect((await read(agent, id)).corrections).toEqual([]);
    const glued = { kind: 'accept', finding: named(article, 'Sonorafor').id, suggestion: 0 };
    const both = await post(agent, id, { decisions: [walnuts, glued] }, article.etag).expect(200);
    expect(both.body.decisions).toHaveLength(2);
    await post(agent, id, { kind: 'undo', decision: both.body.decisions[0].id }, both.body.etag).expect(200);
    const after = await read(agent, id);
    expect(after.corrections).toEqual([]);
    expect(after.segments.translation.map(({ text }) => text)).toEqual(
      article.segments.translation.map(({ text }) => text),
    );
    expect(after.findings).toEqual(article.findings);
  });

  it('aligns again around what people fixed', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    const article = await read(agent, id);
    const [first] = article.links;
    await post(
      agent,
      id,
      { kind: 'cut', translation: first!.translation, comparable: first!.comparable },
      article.segments.translation[first!.translation]!.etag,
    ).expect(200);
    await post(
      agent,
      id,
      { kind: 'draw', translation: 12, comparable: 11 },
      article.segments.translation[12]!.etag,
    ).expect(200);
    await post(agent, id, { kind: 'realign' }, (await read(agent, id)).etag).expect(200);
    const { links } = await read(agent, id);
    expect(links).not.toContainEqual(
      expect.objectContaining({ translation: first!.translation, comparable: first!.comparable }),
    );
    expect(links).toContainEqual(
      expect.objectContaining({ translation: 12, comparable: 11, state: 'confirmed' }),
    );
  });

  it('is held when the translation is Spanish, until somebody says that it is not', async () => {
    const spanish =
      'Estados Unidos va contra el líder del cártel por tráfico de drogas en la frontera norte del país.\n\n' +
      'El gobierno de Estados Unidos lanzó un operativo para detener el tráfico de fentanilo en la frontera con Sonora, según informó la oficina de aduanas en un comunicado.\n';
    const id = await desk.article({ translation: { text: spanish }, comparable: undefined });
    const agent = await desk.agent('reviewer');
    const article = await read(agent, id);
    expect(article).toMatchObject({
      analysis: 'held',
      findings: [],
      warnings: [{ code: 'translation-is-spanish' }],
    });
    await post(agent, id, { kind: 'submit' }, article.etag).expect(409);
    await post(
      agent,
      id,
      { kind: 'dismiss', warning: 'translation-is-spanish', reason: 'false-alarm', scope: 'article' },
      article.etag,
    ).expect(200);
    expect((await read(agent, id)).analysis).toBe('done');
  });
});

describe('what people did to links', () => {
  it('is taken back whole by an undo, however often the checks have read the text since', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    const article = await read(agent, id);
    const { translation, comparable } = article.links[0]!;
    const etagOf = async (index: number) => (await read(agent, id)).segments.translation[index]!.etag;
    const act = async (body: object, index: number): Promise<string> =>
      (await post(agent, id, body, await etagOf(index)).expect(200)).body.decisions[0].id;
    const cut = await act({ kind: 'cut', translation, comparable }, translation);
    expect((await read(agent, id)).links).not.toContainEqual(article.links[0]);
    await act({ kind: 'undo', decision: cut }, translation);
    const drawn = await act({ kind: 'draw', translation: 12, comparable: 11 }, 12);
    await act({ kind: 'undo', decision: drawn }, 12);
    expect((await read(agent, id)).links).toEqual(article.links);
  });
});

describe('handing in', () => {
  it('is not to be had by hiding findings under changes that the checks have not read', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    const article = await read(agent, id);
    const grave = article.findings.filter(({ severity, quiet }) => !quiet && severity !== 'minor');
    const apart = grave.filter(({ start }, index) => index === 0 || start >= grave[index - 1]!.end);
    const hidden = apart.map(({ start, end, text }) => ({
      kind: 'correct',
      start,
      end,
      after: `${text} `,
      category: 'other',
      severity: 'minor',
    }));
    await post(agent, id, { decisions: [...hidden, { kind: 'submit' }] }, article.etag).expect(409);
    expect(await read(agent, id)).toMatchObject({ state: 'in-review', corrections: [] });
  });
});

describe('a dismissal for the whole desk', () => {
  it('closes the same words in other articles, in their counts, too, until it is taken back', async () => {
    const text = { text: 'The boss was seen on the border with Sonorafor which he left.' };
    const one = await desk.article({ translation: text, comparable: undefined });
    const two = await desk.article({ translation: text, comparable: undefined });
    const agent = await desk.agent('reviewer');
    const openMajor = async (): Promise<number> => {
      const { body } = await agent.get('/api/v1/articles').expect(200);
      return body.articles.find(({ id }: { id: string }) => id === two).open.major;
    };
    const article = await read(agent, one);
    const dismissed = await post(
      agent,
      one,
      { kind: 'dismiss', finding: article.findings[0]!.id, reason: 'house-style', scope: 'everywhere' },
      article.etag,
    ).expect(200);
    await expect.poll(openMajor).toBe(0);
    expect((await read(agent, two)).findings[0]).toMatchObject({ state: 'dismissed' });
    const { etag } = await read(agent, one);
    await post(agent, one, { kind: 'undo', decision: dismissed.body.decisions[0].id }, etag).expect(200);
    await expect.poll(openMajor).toBe(1);
  });
});

describe('versions', () => {
  it('the list tells the etag that the article has, after talk, too', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    await post(agent, id, { kind: 'comment', segment: 0, text: 'Hm.' }).expect(200);
    const { body } = await agent.get('/api/v1/articles').expect(200);
    const { etag } = await read(agent, id);
    expect(body.articles.find((row: { id: string }) => row.id === id).etag).toBe(etag);
    await post(agent, id, { kind: 'archive' }, etag).expect(200);
  });

  it('aligning again stands by itself', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    const { etag } = await read(agent, id);
    await post(agent, id, { decisions: [{ kind: 'realign' }, { kind: 'realign' }] }, etag).expect(422);
    await post(agent, id, { kind: 'realign' }, '"old"').expect(412);
  });

  it('no If-Match is 428, an old one 412 with the present state', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    const article = await read(agent, id);
    const finding = named(article, 'Walnuts');
    const body = { kind: 'accept', finding: finding.id, suggestion: 0 };
    await post(agent, id, body).expect(428);
    const { etag } = article.segments.translation[finding.segment]!;
    await post(agent, id, body, etag).expect(200);
    const late = await post(agent, id, body, etag).expect(412);
    expect(late.type).toBe('application/problem+json');
    expect(late.body.present.corrections).toMatchObject([{ after: 'Nogales' }]);
  });

  it('sixteen on one segment at once: one wins, the others get 412 with the present state', async () => {
    const id = await desk.article();
    const agents = await Promise.all(Array.from({ length: 16 }, (_, n) => desk.agent('reviewer', `r${n}`)));
    for (let round = 0; round < 5; round++) {
      const { segments } = await read(agents[0]!, id);
      const { etag, start } = segments.translation[6]!;
      const answers = await Promise.all(
        agents.map((agent, n) =>
          post(
            agent,
            id,
            {
              kind: 'correct',
              start,
              end: start + 9,
              after: `Operation ${round}-${n}`,
              category: 'other',
              severity: 'minor',
            },
            etag,
          ),
        ),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const refused = answers.filter(({ status }) => status === 412);
      expect(refused).toHaveLength(15);
      const won = answers.find(({ status }) => status === 200)!.body.corrections[0].after;
      for (const { body } of refused)
        expect(body.present.corrections.map(({ after }: { after: string }) => after)).toEqual([won]);
    }
  });

  it('neighbours do not collide: every segment at once, all stored', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    const { segments } = await read(agent, id);
    const answers = await Promise.all(
      segments.translation.map(({ etag, start }) =>
        post(
          agent,
          id,
          { kind: 'correct', start, end: start, after: '* ', category: 'other', severity: 'minor' },
          etag,
        ),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(segments.translation.map(() => 200));
    expect((await read(agent, id)).corrections).toHaveLength(segments.translation.length);
  });
});

describe('check', () => {
  it('answers in the shape of the command line and keeps nothing', async () => {
    const agent = await desk.agent('reader');
    const { body } = await agent
      .post('/api/v1/check')
      .send({ id: 'x', translation: sample.translation, comparable: sample.comparable })
      .expect(200);
    expect(Object.keys(body)).toEqual(['id', 'segments', 'findings', 'links', 'unlinked', 'warnings']);
    for (const { start, end, text } of body.findings) expect(sample.translation.slice(start, end)).toBe(text);
  });

  it.each([
    [{}, 422],
    [{ translation: '' }, 422],
    [{ translation: '  \n ' }, 422],
    [{ translation: 'a\0b' }, 422],
    [{ translation: 'a\ud800b' }, 422],
    [{ translation: 5 }, 422],
    [{ translation: 'Text.', comparable: 5 }, 422],
    [{ translation: 'x'.repeat(1_000_001) }, 413],
    [{ translation: 'x\n'.repeat(5_001) }, 413],
  ])('refuses what it cannot take with a word on what to do (%#)', async (body, status) => {
    const agent = await desk.agent('reader');
    const answer = await agent.post('/api/v1/check').send(body).expect(status);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body.detail.length).toBeGreaterThan(10);
  });

  it('passes over fields that it does not know, as a line of --jsonl does', async () => {
    const agent = await desk.agent('reader');
    const { body } = await agent
      .post('/api/v1/check')
      .set('Content-Type', 'application/json')
      .send('{"id":"a","translation":"A text of words.","published":{"x":[1]},"__proto__":{"source":"x"}}')
      .expect(200);
    expect(Object.keys(body)).toEqual(['id', 'segments', 'findings', 'links', 'unlinked', 'warnings']);
    expect(body.segments).not.toHaveProperty('source');
  });

  it('takes null for what is not there, a number for an id, and no byte-order mark for text', async () => {
    const agent = await desk.agent('reader');
    const { body } = await agent
      .post('/api/v1/check')
      .send({ id: 7, translation: '\uFEFFA boss in Walnuts.', comparable: null })
      .expect(200);
    expect(body.id).toBe(7);
    expect(body.segments.translation[0].start).toBe(0);
  });

  it('a request with more fields than any article needs is refused before it is read', async () => {
    const agent = await desk.agent('reviewer');
    const segments = Array.from({ length: 200_000 }, () => 0);
    await agent
      .post('/api/v1/articles')
      .send({ translation: { text: 'a', segments } })
      .expect(413);
    const odd = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, 0]));
    await agent
      .post('/api/v1/articles')
      .send({ translation: 'a', ...odd })
      .expect(413);
  });

  it.each([
    [{ title: 'T\ud800', translation: 'A text.' }],
    [{ translation: { text: 'A text.', name: 'N\0' } }],
    [
      {
        translation: {
          text: 'a \u{1F600} b',
          segments: [
            { start: 0, end: 3, kind: 'paragraph' },
            { start: 3, end: 6, kind: 'paragraph' },
          ],
        },
      },
    ],
    [
      {
        translation: {
          text: 'abcd',
          segments: [
            { start: 0, end: 2, kind: 'paragraph' },
            { start: 2, end: 4, kind: 'paragraph' },
          ],
        },
      },
    ],
    [{ translation: { text: 'ab cd', segments: [{ start: 0, end: 2, kind: 'paragraph' }] } }],
  ])('an article that could not be kept as it came is refused (%#)', async body => {
    const agent = await desk.agent('reviewer');
    await agent.post('/api/v1/articles').send(body).expect(422);
  });

  it('a damaged body is 400, another kind 415, both without a stack', async () => {
    const agent = await desk.agent('reader');
    const damaged = await agent
      .post('/api/v1/check')
      .set('Content-Type', 'application/json')
      .send('{"translation":')
      .expect(400);
    expect(damaged.text).not.toMatch(/at .*\.js|node_modules/);
    await agent.post('/api/v1/check').set('Content-Type', 'text/plain').send('words').expect(415);
    const reviewer = await desk.agent('reviewer');
    await reviewer
      .post('/api/v1/articles')
      .set('Content-Type', 'application/json')
      .send('{"translation":"x","__proto__":{"a":1}}')
      .expect(422);
  });
});

describe('doors', () => {
  it('nobody gets in without signing in, but to what is open', async () => {
    for (const { method, path, permission } of routes.filter(({ path }) => path !== '/login')) {
      const answer = await request(desk.app)[method](path.replace(':id', 'x'));
      if (permission === 'open') expect(answer.status, path).not.toBe(401);
      else expect([401, 303], `${method} ${path}`).toContain(answer.status);
    }
  });

  it('a reader may not decide, a reviewer may not approve', async () => {
    const id = await desk.article();
    const reader = await desk.agent('reader');
    const { etag } = await read(reader, id);
    await post(reader, id, { kind: 'submit' }, etag).expect(403);
    await reader.post('/api/v1/articles').send({ translation: 'Text.' }).expect(403);
    const reviewer = await desk.agent('reviewer');
    await post(reviewer, id, { kind: 'approve' }, etag).expect(403);
    await post(reviewer, id, { kind: 'return', reason: 'no' }, etag).expect(403);
  });

  it('a token does no more than its scope, and nothing once revoked', async () => {
    const { createHash } = await import('node:crypto');
    const owner = await desk.user('owner');
    const at = new Date().toISOString();
    const hash = createHash('sha256').update('secret').digest('hex');
    const entry = { id: 'token-entry', at, by: owner.id, kind: 'add-token', payload: {} };
    await desk.store.addToken({ id: 'tok', name: 'ci', userId: owner.id, scope: 'check', hash, at }, entry);
    const ask = (token: string) =>
      request(desk.app).post('/api/v1/check').set('Authorization', `Bearer ${token}`);
    await ask('secret').send({ translation: 'A text of words.' }).expect(200);
    await request(desk.app)
      .post('/api/v1/articles')
      .set('Authorization', 'Bearer secret')
      .send({ translation: 'Text.' })
      .expect(403);
    await ask('wrong').send({ translation: 'A text.' }).expect(401);
    await desk.store.revokeToken('tok', { ...entry, id: 'revoke-entry' });
    await ask('secret').send({ translation: 'A text.' }).expect(401);
  });

  it('tells a wrong method from a wrong address, and which methods an address takes', async () => {
    const agent = await desk.agent('owner');
    const wrong = await agent.put('/api/v1/articles').send({ translation: 'A text of words.' }).expect(405);
    expect(wrong.type).toBe('application/problem+json');
    expect(wrong.headers.allow).toBe('GET, HEAD, POST');
    expect(wrong.body).toMatchObject({
      code: 'wrong-method',
      detail: expect.stringContaining('GET, HEAD, POST'),
    });
    const asked = await agent.options('/api/v1/articles/any/translation').expect(204);
    expect(asked.headers.allow).toBe('PUT');
    await agent.head('/api/v1/articles').expect(200);
    await agent.head('/api/v1/check').expect(405);
    for (const path of ['/api/v1', '/api/v1/', '/api/v1/nowhere']) {
      const absent = await agent.get(path).expect(404);
      expect(absent.type).toBe('application/problem+json');
      expect(absent.body).toMatchObject({ code: 'no-page' });
    }
  });

  it('refuses what another site made a browser send', async () => {
    const agent = await desk.agent('reviewer');
    const send = () => agent.post('/api/v1/articles').send({ translation: 'A text of words.' });
    await send().set('Sec-Fetch-Site', 'cross-site').expect(403);
    await send().set('Sec-Fetch-Site', 'same-site').expect(403);
    await send().set('Origin', 'https://elsewhere.example').expect(403);
    await send().set('Origin', 'null').expect(403);
    await send().set('Sec-Fetch-Site', 'cross-site').set('Authorization', 'Basic eDp5').expect(403);
    await send().set('Sec-Fetch-Site', 'same-origin').expect(201);
  });

  it('lists articles', async () => {
    const agent = await desk.agent('reader');
    const { body } = await agent.get('/api/v1/articles?state=approved').expect(200);
    expect(body.articles).toMatchObject([
      { state: 'approved', archived: false, analysis: 'done', open: { critical: 0 } },
    ]);
    await agent.get('/api/v1/articles?state=nonsense').expect(422);
    await agent.get('/api/v1/articles?state=a&state=b').expect(400);
    await agent.get('/api/v1/articles/none').expect(404);
    await agent.get('/api/v1/nothing').expect(404);
  });

  it('every kind of decision is known to the schema', async () => {
    const id = await desk.article();
    const agent = await desk.agent('owner');
    for (const kind of decisionKinds) {
      const { body } = await post(agent, id, { kind, nonsense: 1 }, '"x"').expect(422);
      expect(JSON.stringify(body), kind).not.toContain('No matching discriminator');
    }
    await post(agent, id, { kind: 'nonsense' }, '"x"').expect(422);
  });
});
