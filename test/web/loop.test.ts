import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, client, serve } from '../support/api.ts';
import { sample, startDesk, type TestDesk } from '../support/web.ts';

/** What a program reads of an article; see DESIGN, interfaces. */
type Finding = {
  id: string;
  segment: number;
  start: number;
  end: number;
  severity: string;
  quiet: boolean;
  state: string;
  suggestions: { text: string }[];
};
type Article = {
  id: string;
  etag: string;
  state: string;
  analysis: string;
  segments: { translation: { etag: string; text: string; start: number; end: number }[] };
  findings: Finding[];
  corrections: { id: string; segment: number; state: string; before: string; after: string; by: string }[];
};

let desk: TestDesk;
let server: Awaited<ReturnType<typeof serve>>;
let marta: Client;
let ana: Client;
beforeAll(async () => {
  desk = await startDesk({ analyst: 'threads' });
  server = await serve(desk.app);
  marta = client(server.url, await desk.token('reviewer', 'review', 'marta'));
  ana = client(server.url, await desk.token('approver', 'approve', 'ana'));
});
afterAll(async () => {
  await server.close();
  await desk.close();
});

async function read(api: Client, id: string): Promise<Article> {
  for (;;) {
    const { status, body } = await api<Article>('GET', `/articles/${id}`);
    expect(status).toBe(200);
    if (body.analysis !== 'pending') return body;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const decide = (api: Client, id: string, body: object, etag: string) =>
  api('POST', `/articles/${id}/decisions`, body, { 'If-Match': etag });

const waits = ({ quiet, state }: Finding): boolean => !quiet && (state === 'open' || state === 'needs-look');

describe('two programs, two people', () => {
  it('take an article from its import to approved copy', async () => {
    const created = await marta<{ id: string; etag: string; analysis: string }>('POST', '/articles', {
      translation: { text: sample.translation, engine: 'engine 1', url: 'https://example.org/a' },
      comparable: { text: sample.comparable, name: 'Border Report' },
    });
    expect(created.status).toBe(201);
    const { id } = created.body;
    expect(created.headers.get('location')).toBe(`/api/v1/articles/${id}`);
    expect(created.body).toMatchObject({ analysis: 'pending', etag: expect.stringMatching(/^"a-\d+"$/) });

    for (;;) {
      const article = await read(marta, id);
      const finding = article.findings.find(waits);
      if (!finding) break;
      const body = finding.suggestions.length
        ? { kind: 'accept', finding: finding.id, suggestion: 0 }
        : { kind: 'dismiss', finding: finding.id, reason: 'right-in-context', scope: 'here' };
      const { etag } = article.segments.translation[finding.segment]!;
      expect((await decide(marta, id, body, etag)).status).toBe(200);
    }

    // What nobody has approved does not leave as if it were.
    const early = await ana('GET', `/articles/${id}/export?format=txt`);
    expect(early).toMatchObject({ status: 409, body: { code: 'not-approved', state: 'in-review' } });
    const draft = await ana<string>('GET', `/articles/${id}/export?format=txt&include=proposed`);
    expect(draft.headers.get('content-disposition')).toMatch(/filename="?DRAFT-[a-z0-9-]+\.txt/);

    const handedIn = await read(marta, id);
    expect((await decide(marta, id, { kind: 'submit' }, handedIn.etag)).status).toBe(200);
    expect((await decide(marta, id, { kind: 'approve' }, handedIn.etag)).status).toBe(412);
    const waiting = await read(ana, id);
    expect(waiting.state).toBe('submitted');
    expect(waiting.corrections.length).toBeGreaterThan(5);
    const own = await decide(marta, id, { kind: 'approve' }, waiting.etag);
    expect(own).toMatchObject({ status: 403, headers: expect.anything() });

    const batch = { decisions: waiting.corrections.map(({ id }) => ({ kind: 'approve', correction: id })) };
    expect((await decide(ana, id, batch, waiting.etag)).status).toBe(200);
    const checked = await read(ana, id);
    expect(checked.corrections.every(({ state }) => state === 'approved')).toBe(true);
    expect((await decide(ana, id, { kind: 'approve' }, checked.etag)).status).toBe(200);

    const final = await read(ana, id);
    expect(final.state).toBe('approved');
    const file = await ana<string>('GET', `/articles/${id}/export?format=txt`);
    expect(file.status).toBe(200);
    for (const { text } of final.segments.translation) expect(file.body).toContain(text);
    for (const { before } of final.corrections.filter(({ before }) => before === 'Sonorafor'))
      expect(file.body).not.toContain(before);
    const history = await ana<{ decisions: { kind: string; by: string }[] }>(
      'GET',
      `/articles/${id}/history`,
    );
    const approvals = history.body.decisions.filter(({ kind }) => kind === 'approve');
    expect(new Set(approvals.map(({ by }) => by))).toEqual(new Set(['ana']));
    const late = await decide(marta, id, { kind: 'realign' }, final.etag);
    expect(late.status).toBe(409);
  });

  it('take in a newer translation: decisions follow their words, the rest is listed', async () => {
    const lines = [
      'Boss of the cartel is held in Walnuts',
      'Police in Walnuts, Sonora, said on Monday that the man was held.',
      'He leads Operation Spike Plaza, which sells heroin.',
    ];
    const { body: made } = await marta<{ id: string }>('POST', '/articles', {
      translation: lines.join('\n\n'),
    });
    const { id } = made;
    const text = lines.join('\n\n');
    for (const [before, after] of [
      ['Spike Plaza', 'Plaza Spike'],
      ['Monday', 'Tuesday'],
    ] as const) {
      const article = await read(marta, id);
      const start = text.indexOf(before);
      const span = { start, end: start + before.length };
      const segment = article.segments.translation.findLast(segment => segment.start <= start)!;
      const body = { kind: 'correct', ...span, after, category: 'other', severity: 'minor' };
      expect((await decide(marta, id, body, segment.etag)).status).toBe(200);
    }
    const before = await read(marta, id);
    const newer = `A new headline over it all\n\n${text.replace('on Monday ', '')}`;
    const put = (etag?: string) =>
      marta<{ kept: number; unplaced: { before: string; kind: string }[]; etag: string }>(
        'PUT',
        `/articles/${id}/translation`,
        { text: newer, engine: 'engine 2' },
        etag === undefined ? {} : { 'If-Match': etag },
      );
    expect((await put()).status).toBe(428);
    expect((await put('"a-1"')).status).toBe(412);
    const set = await put(before.etag);
    expect(set).toMatchObject({ status: 200, body: { kept: 1 } });
    expect(set.body.unplaced).toMatchObject([{ kind: 'correct', before: 'Monday' }]);
    const after = await read(marta, id);
    expect(after.corrections).toMatchObject([{ before: 'Spike Plaza', after: 'Plaza Spike', segment: 3 }]);
    expect(after.segments.translation[3]!.text).toContain('Operation Plaza Spike');
    expect(after).toMatchObject({ texts: { translation: { version: 2, engine: 'engine 2' } } });
    expect(set.body.etag).toBe(after.etag);
  });

  it('see which paragraph of the source each one says, and mend that', async () => {
    const translation =
      'Boss of the cartel captured\n\nSonora police detained Juan Perez on March 12.\n\nNo one was hurt.';
    const source =
      'Capturan al jefe del cártel\n\nLa policía de Sonora detuvo a Juan Pérez el 12 de marzo.\n\nNadie resultó herido.';
    const { body: made } = await marta<{ id: string }>('POST', '/articles', { translation, source });
    type Linked = Article & { sourceLinks: { translation: number; source: number; state: string }[] };
    const shown = async () => {
      const { sourceLinks } = (await read(marta, made.id)) as Linked;
      return sourceLinks.map(link => `${link.translation}-${link.source} ${link.state}`);
    };
    expect(await shown()).toEqual(['0-0 automatic', '1-1 automatic', '2-2 automatic']);
    const act = async (body: object) => {
      const { etag } = await read(marta, made.id);
      const reply = await decide(
        marta,
        made.id,
        { decisions: [body, { kind: 'comment', segment: 0, text: 'so' }] },
        etag,
      );
      return reply.status;
    };
    expect(await act({ kind: 'confirm', translation: 0, source: 0 })).toBe(200);
    expect(await act({ kind: 'cut', translation: 2, source: 2 })).toBe(200);
    expect(await act({ kind: 'draw', translation: 2, source: 1 })).toBe(200);
    expect(await act({ kind: 'draw', translation: 2, source: 9 })).toBe(404);
    expect(await act({ kind: 'draw', translation: 2, source: 1, comparable: 0 })).toBe(422);
    expect(await shown()).toEqual(['0-0 confirmed', '1-1 automatic', '2-1 confirmed']);
  });
});
