import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act } from '../support/handed-in.ts';
import { inputs, words } from '../support/page.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startDesk({ analyst: 'threads' });
});
afterAll(() => desk.close());

const text = 'Boss of the cartel is held\n\nPolice in Sonora said on Monday that he was held in the city.';

describe('a newer translation, by page', () => {
  it('takes the place of the one before; the desk lists what has no place in it', async () => {
    const id = await desk.article({ translation: { text }, comparable: undefined });
    const start = text.indexOf('Monday');
    const other = { category: 'other', severity: 'minor' } as const;
    await act(
      desk,
      id,
      await desk.user('reviewer'),
      {
        kind: 'correct',
        start,
        end: start + 6,
        after: 'Tuesday',
        ...other,
      },
      { kind: 'comment', segment: 0, text: 'So?' },
    );
    const agent = await desk.agent('reviewer');
    const page = await agent.get(`/articles/${id}/comparable?role=translation`).expect(200);
    expect(words(page.text)).toContain('Newer translation');
    const form = {
      place: 'translation',
      do: 'keep',
      etag: inputs(page.text, 'etag')[0]!,
      comparable: text.replace('on Monday ', ''),
      'comparable-engine': 'engine 2',
    };
    await agent.post(`/articles/${id}/comparable`).type('form').send(form).expect(303);
    const review = (await desk.desk.review(id))!;
    expect(review.texts.translation).toMatchObject({ version: 2, engine: 'engine 2' });
    expect(review.corrections).toEqual([]);
    const shown = words((await agent.get(`/articles/${id}`).expect(200)).text);
    expect(shown).toContain('One decision has no place in the newer text.');
    expect(shown).toContain('Monday became Tuesday of the earlier text');
    await agent.post(`/articles/${id}/comparable`).type('form').send(form).expect(412);
  });

  it('releases an article that was held because its translation was Spanish', async () => {
    const spanish =
      'Capturan al jefe del cártel\n\nLas autoridades de Sonora informaron este lunes que el hombre fue detenido en la ciudad.';
    const id = await desk.article({ translation: { text: spanish }, comparable: undefined });
    expect((await desk.desk.review(id))!.analysis).toBe('held');
    const agent = await desk.agent('reviewer');
    const page = await agent.get(`/articles/${id}`).expect(200);
    expect(page.text).toContain(`/articles/${id}/comparable?role=translation`);
    const etag = (await desk.desk.review(id))!.etag;
    const form = { place: 'translation', do: 'keep', etag, comparable: text };
    await agent.post(`/articles/${id}/comparable`).type('form').send(form).expect(303);
    await desk.desk.settled();
    expect((await desk.desk.review(id))!.analysis).toBe('done');
  });
});
