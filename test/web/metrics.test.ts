import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AnalysisFailed } from '../../src/analysis/index.ts';
import { sampleAnalyst } from '../support/analyst.ts';
import { sample, startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
let logged: ({ event: string } & Record<string, unknown>)[];
beforeEach(async () => {
  logged = [];
  desk = await startDesk({ log: event => void logged.push(event) });
});
afterEach(() => desk.close());

/** The figures, as Prometheus reads them: name with labels, and number. */
async function scrape({ app, token }: TestDesk = desk): Promise<Map<string, number>> {
  const bearer = await token('owner', 'admin', 'prometheus');
  const { status, text, headers } = await request(app).get('/metrics').auth(bearer, { type: 'bearer' });
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
  return new Map(
    text
      .split('\n')
      .filter(line => line && !line.startsWith('#'))
      .map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

const segmentsOf = async (id: string) => {
  const agent = await desk.agent('reviewer');
  const { body } = await agent.get(`/api/v1/articles/${id}`);
  return { agent, segments: body.segments.translation as { etag: string; start: number }[] };
};

describe('GET /metrics', () => {
  it('counts requests by route, decisions, analyses, articles and lines of the log', async () => {
    const id = await desk.article();
    const { agent, segments } = await segmentsOf(id);
    const comment = { kind: 'comment', segment: 0, text: 'a word' };
    expect((await agent.post(`/api/v1/articles/${id}/decisions`).send(comment)).status).toBe(200);
    const correct = { kind: 'correct', start: 0, end: 0, after: 'x', category: 'other', severity: 'minor' };
    await agent.post(`/api/v1/articles/${id}/decisions`).set('If-Match', segments[0]!.etag).send(correct);
    await agent.post(`/api/v1/articles/${id}/decisions`).set('If-Match', '"stale"').send(correct);
    await desk.desk.settled();
    const figures = await scrape();
    const requests = (labels: string) =>
      figures.get(`walnuts_http_request_duration_seconds_count{${labels}}`);
    const route = '/api/v1/articles/:id/decisions';
    expect(requests(`method="POST",route="${route}",status="200"`)).toBe(2);
    expect(requests(`method="POST",route="${route}",status="412"`)).toBe(1);
    expect(requests('method="GET",route="/api/v1/articles/:id",status="200"')).toBe(1);
    expect(figures.get('walnuts_decisions_total{kind="comment"}')).toBe(1);
    expect(figures.get('walnuts_decisions_total{kind="correct"}')).toBe(1);
    expect(figures.get('walnuts_analyses_total{kind="analyse",outcome="done"}')).toBeGreaterThanOrEqual(2);
    expect(figures.get('walnuts_analyses_under_way{kind="analyse"}')).toBe(0);
    expect(figures.get('walnuts_articles{state="in-review"}')).toBe(1);
    expect(figures.get('walnuts_log_lines')).toBe(await desk.store.lastSeq());
    expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(1e6);
  });

  it('counts analyses that failed, by reason', async () => {
    const failing = {
      ...sampleAnalyst(),
      analyse: () => Promise.reject(new AnalysisFailed('memory', 'too much')),
    };
    const other = await startDesk({ analyst: failing, log: () => {} });
    await other.article();
    const figures = await scrape(other);
    expect(figures.get('walnuts_analyses_total{kind="analyse",outcome="memory"}')).toBe(1);
    await other.close();
  });

  it('tells of no article, no address and no person', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    await agent.get(`/articles/${id}`);
    await agent.get(`/articles?q=Sonora`);
    await agent.get('/wp-admin/secret-path');
    await agent.get('/static/no-such-file.js');
    const figures = await scrape();
    const labels = [...figures.keys()].join('\n');
    expect(labels).toContain('route="none",status="404"');
    expect(labels).toContain('route="/static",status="404"');
    for (const words of [id, 'Sonora', 'secret-path', 'no-such-file', 'reviewer', 'Marta'])
      expect(labels).not.toContain(words);
  });

  it('is for programs and people who may administer, and no login page for a program without a token', async () => {
    const { app } = desk;
    const nobody = await request(app).get('/metrics');
    expect([nobody.status, nobody.headers['www-authenticate'], nobody.type]).toEqual([
      401,
      'Bearer',
      'application/problem+json',
    ]);
    for (const scope of ['read', 'approve'] as const) {
      const bearer = await desk.token('owner', scope);
      expect((await request(app).get('/metrics').auth(bearer, { type: 'bearer' })).status).toBe(403);
    }
    expect((await (await desk.agent('approver')).get('/metrics')).status).toBe(403);
    expect((await (await desk.agent('owner')).get('/metrics')).status).toBe(200);
  });

  it('does not mix the figures of two desks', async () => {
    await desk.article();
    const other = await startDesk();
    const figures = await scrape(other);
    expect([...figures.keys()].filter(name => name.startsWith('walnuts_analyses_total'))).toEqual([]);
    await other.close();
  });
});

describe('the log of requests', () => {
  const requests = () => logged.filter(({ event }) => event === 'request');

  it('has one line a request: route, status, time and who', async () => {
    const id = await desk.article();
    const agent = await desk.agent('reviewer');
    await agent.get(`/articles/${id}`);
    await request(desk.app).get('/nowhere');
    expect(requests()).toEqual([
      {
        event: 'request',
        method: 'GET',
        route: '/articles/:id',
        status: 200,
        ms: expect.any(Number),
        user: 'reviewer',
      },
      { event: 'request', method: 'GET', route: 'none', status: 404, ms: expect.any(Number) },
    ]);
  });

  it('leaves out probes and static files', async () => {
    for (const path of ['/healthz', '/readyz', '/static/keys.js']) await request(desk.app).get(path);
    expect(requests()).toEqual([]);
  });

  it('holds no secret, no address and no word of an article', async () => {
    const passphrase = 'four plain words indeed';
    const id = await desk.article();
    const bearer = await desk.token('reviewer', 'review');
    const cookie = await desk.cookie('reviewer');
    const { segments } = await segmentsOf(id);
    const forms = request(desk.app);
    await forms.get('/setup?code=test-code');
    await forms.post('/setup').type('form').send({ code: 'test-code', name: 'olga', passphrase });
    await forms.post('/login').type('form').send({ name: 'olga', password: passphrase });
    await forms.post('/login').type('form').send({ name: 'olga', password: 'wrong words entirely' });
    await forms.get('/articles?q=Nogales').set('Cookie', cookie);
    await forms
      .post(`/api/v1/articles/${id}/decisions`)
      .auth(bearer, { type: 'bearer' })
      .set('If-Match', segments[0]!.etag)
      .set('Idempotency-Key', 'a-key-of-somebody')
      .send({
        kind: 'correct',
        start: 0,
        end: 0,
        after: 'Plaza Spike',
        category: 'other',
        severity: 'minor',
      });
    await forms
      .post('/api/v1/check')
      .auth(bearer, { type: 'bearer' })
      .send({ translation: sample.translation });
    await forms.get('/api/v1/articles').auth('walnuts_a-dead-token', { type: 'bearer' });
    await forms.get('/x%0d%0a%1b[31mforged').set('User-Agent', 'curl \u00ff"agent"');
    await desk.desk.settled();
    expect(requests().length).toBeGreaterThanOrEqual(9);
    const lines = logged.map(event => JSON.stringify(event));
    expect(lines.filter(line => /[\r\n\u001b]/.test(line))).toEqual([]);
    const secrets = [
      ...[passphrase, 'wrong words', 'test-code', bearer, cookie.split('=')[1]!, 'a-dead-token', 'a-key-of'],
      ...[id, segments[0]!.etag, 'Nogales', 'Plaza Spike', 'Gigio', 'Sonora', 'agent', 'forged'],
    ];
    for (const secret of secrets)
      expect(
        lines.filter(line => line.includes(secret)),
        secret,
      ).toEqual([]);
  });
});

describe('probes', () => {
  it('answer without signing in', async () => {
    expect((await request(desk.app).get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await request(desk.app).get('/readyz')).body).toEqual({ status: 'ready' });
  });

  it('say 503 when the store does not answer, and that the process lives', async () => {
    const other = await startDesk({ log: event => void logged.push(event) });
    await other.close();
    const { status, body } = await request(other.app).get('/readyz');
    expect({ status, body }).toEqual({ status: 503, body: { status: 'not ready' } });
    expect(logged).toContainEqual(expect.objectContaining({ event: 'not-ready' }));
    expect((await request(other.app).get('/healthz')).status).toBe(200);
  });

  it('say 503 while the server is being stopped', async () => {
    const stopping = new AbortController();
    const other = await startDesk({ stopping: stopping.signal });
    expect((await request(other.app).get('/readyz')).status).toBe(200);
    stopping.abort();
    expect((await request(other.app).get('/readyz')).body).toEqual({ status: 'stopping' });
    await other.close();
  });
});
