import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../src/model/index.ts';
import { act, handIn, reviewOf } from '../support/handed-in.ts';
import { inputs, textarea, words } from '../support/page.ts';
import { startDesk, type TestDesk } from '../support/web.ts';

let desk: TestDesk;
let marta: User;
let id: string;
const path = (): string => `/articles/${id}/approve`;

beforeEach(async () => {
  desk = await startDesk();
  marta = await desk.user('reviewer');
  const { id: by } = marta;
  const created = await desk.desk.createArticle(
    {
      title: 'Two sentences',
      translation: {
        text: 'The plaza boss fell in Walnuts last week.\nThe fentanyl detained there was much.\nThe rest is heroinas well as cocaine.',
      },
    },
    by,
  );
  if ('refused' in created) throw new Error('not taken');
  id = created.id;
  await desk.desk.settled();
});
afterEach(() => desk.close());

/** Corrects the first occurrence of some words. */
async function correct(
  by: User,
  before: string,
  after: string,
  severity: 'minor' | 'major' | 'critical' = 'major',
) {
  const review = await reviewOf(desk, id);
  const start = review.texts.translation.content.indexOf(before);
  const segment = review.segments.translation.findLast(other => other.start <= start)!;
  const answer = await desk.desk.decide(
    id,
    [{ kind: 'correct', start, end: start + before.length, after, category: 'mistranslation', severity }],
    { user: by },
    segment.etag,
  );
  if ('refusal' in answer) throw new Error(JSON.stringify(answer.refusal));
  return answer.decisions[0]!.id;
}

const submit = () => act(desk, id, marta, { kind: 'submit' });
const refOf = async (correction: string): Promise<string> => {
  const review = await reviewOf(desk, id);
  const { segment } = review.corrections.find(other => other.id === correction)!;
  return `${correction} ${review.segments.translation[segment]!.etag}`;
};
const stateOf = async (correction: string): Promise<string | undefined> =>
  (await reviewOf(desk, id)).corrections.find(other => other.id === correction)?.state;

describe('four eyes', () => {
  it('shows each change in its sentence, tracked, with its severity in shape and word, by whom', async () => {
    await correct(marta, 'Walnuts', 'Nogales', 'critical');
    await correct(marta, 'heroinas', 'heroin, as', 'minor');
    await submit();
    const { text } = await (await desk.agent('approver')).get(path()).expect(200);
    expect(words(text)).toContain('2 changes');
    expect(text).toContain(
      'fell in <span class="fix"><del>Walnuts</del><ins>Nogales</ins></span> last week.',
    );
    expect(text).toMatch(
      /<i class="sev critical is-critical" aria-hidden="true"><\/i><b class="is-critical">Critical/,
    );
    expect(words(text)).toMatch(/Mistranslation Marta, \d\d:\d\d/);
    expect(words(text)).toContain('2 changes wait for you, one of them critical');
    expect(words(text)).toContain('Approve the article: 2 to go');
    expect(text).not.toMatch(/ style="/);
  });

  it('approves one by one, folds what is decided, signs off when nothing is left, and leads to the export', async () => {
    const one = await correct(marta, 'Walnuts', 'Nogales');
    const two = await correct(marta, 'detained', 'seized');
    await submit();
    const agent = await desk.agent('approver');
    const approve = async (correction: string) =>
      agent
        .post(path())
        .type('form')
        .send({ act: 'approve', corrections: await refOf(correction) });
    const first = await approve(one);
    expect(first.headers.location).toBe(`${path()}?at=${one}#now`);
    expect(await stateOf(one)).toBe('approved');
    const folded = await agent.get(`${path()}?at=${one}`).expect(200);
    expect(folded.text).toContain(`<li class="change past" id="c-${one}">`);
    expect(folded.text).toContain(`<li class="change now" id="c-${two}" aria-current="true">`);
    await agent
      .post(path())
      .type('form')
      .send({ act: 'approve-article', etag: (await reviewOf(desk, id)).etag })
      .expect(409);
    await approve(two);
    const ready = await agent.get(path());
    expect(ready.text).toContain('value="approve-article"');
    await agent
      .post(path())
      .type('form')
      .send({ act: 'approve-article', etag: (await reviewOf(desk, id)).etag })
      .expect(303);
    expect((await reviewOf(desk, id)).state).toBe('approved');
    const done = await agent.get(path());
    expect(done.text).toContain(`href="/articles/${id}/export"`);
    await agent
      .post(path())
      .type('form')
      .send({ act: 'reopen', etag: (await reviewOf(desk, id)).etag })
      .expect(303);
    expect((await reviewOf(desk, id)).state).toBe('in-review');
  });

  it('returns a change with its reason, asks for one, and undoes both', async () => {
    const one = await correct(marta, 'Walnuts', 'Nogales');
    await submit();
    const agent = await desk.agent('approver');
    const ref = await refOf(one);
    const bare = await agent.post(path()).type('form').send({ act: 'return', corrections: ref }).expect(422);
    expect(words(bare.text)).toContain('Say why');
    await agent
      .post(path())
      .type('form')
      .send({ act: 'return', corrections: ref, reason: 'Sonora, please.' })
      .expect(303);
    const { text } = await agent.get(path());
    expect(words(text)).toContain('You: “Sonora, please.” Back with Marta.');
    expect(words(text)).toContain('One is back with Marta');
    await agent
      .post(path())
      .type('form')
      .send({
        act: 'undo',
        decision: inputs(text, 'decision')[0],
        etag: (await reviewOf(desk, id)).segments.translation[0]!.etag,
      })
      .expect(303);
    expect(await stateOf(one)).toBe('proposed');
  });

  it('refuses the own correction of an approver, with or without a reason, while another may approve', async () => {
    const ana = await desk.user('approver');
    await desk.user('owner');
    const own = await correct(ana, 'detained', 'seized');
    await submit();
    const agent = await desk.agent('approver');
    const { text } = await agent.get(path());
    expect(words(text)).toContain('Your own change. Olga can approve it.');
    expect(text).not.toContain('Overrule');
    const ref = await refOf(own);
    await agent.post(path()).type('form').send({ act: 'approve', corrections: ref }).expect(403);
    const refused = await agent
      .post(path())
      .type('form')
      .send({ act: 'approve', corrections: ref, reason: 'I am sure' })
      .expect(403);
    expect(words(refused.text)).toContain('somebody else approves it');
    expect(await stateOf(own)).toBe('proposed');
  });

  it('lets reviewers and readers look, and nobody but approvers act', async () => {
    const one = await correct(marta, 'Walnuts', 'Nogales');
    await submit();
    const reviewer = await desk.agent('reviewer');
    const { text } = await reviewer.get(path()).expect(200);
    expect(text).not.toContain('value="approve"');
    await reviewer
      .post(path())
      .type('form')
      .send({ act: 'approve', corrections: await refOf(one) })
      .expect(403);
    await (await desk.agent('reader')).get(path()).expect(200);
  });
});

describe('a desk of one', () => {
  it('may overrule with a reason, one by one or all at once, and the page shows it', async () => {
    const olga = await desk.user('owner');
    const one = await correct(olga, 'Walnuts', 'Nogales');
    const two = await correct(olga, 'detained', 'seized');
    const three = await correct(olga, 'heroinas', 'heroin as');
    await act(desk, id, olga, { kind: 'submit' });
    const agent = await desk.agent('owner');
    const shown = await agent.get(path());
    expect(words(shown.text)).toContain('Your own change. Nobody else here may approve.');
    await agent
      .post(path())
      .type('form')
      .send({ act: 'approve', corrections: await refOf(one), reason: 'Nobody else tonight' })
      .expect(303);
    const { etag } = await reviewOf(desk, id);
    await agent
      .post(path())
      .type('form')
      .send({
        act: 'approve',
        etag,
        corrections: [await refOf(two), await refOf(three)],
        reason: 'Nobody else',
      })
      .expect(303);
    const { text } = await agent.get(path());
    expect(words(text)).toContain('You overruled: “Nobody else tonight”');
    expect(words(text)).toContain('Undo all 2');
    expect(text).toContain('value="approve-article"');
  });
});

describe('batches', () => {
  it('approve the ticked ones of a kind together, and one undo takes all back', async () => {
    const ids = [
      await correct(marta, 'Walnuts', 'Nogales'),
      await correct(marta, 'detained', 'seized'),
      await correct(marta, 'heroinas', 'heroin as'),
    ];
    await submit();
    const agent = await desk.agent('approver');
    const { text } = await agent.get(path());
    expect(words(text)).toContain('Mistranslation: 3 of one kind');
    const { etag } = await reviewOf(desk, id);
    const corrections = await Promise.all(ids.slice(0, 2).map(refOf));
    await agent.post(path()).type('form').send({ act: 'approve', etag, corrections }).expect(303);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['approved', 'approved', 'proposed']);
    const after = await agent.get(path());
    const decision = inputs(after.text, 'decision')[0];
    await agent
      .post(path())
      .type('form')
      .send({ act: 'undo', decision, etag: (await reviewOf(desk, id)).etag })
      .expect(303);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['proposed', 'proposed', 'proposed']);
    const none = await agent.post(path()).type('form').send({ act: 'approve', etag }).expect(422);
    expect(words(none.text)).toContain('Tick at least one change first.');
    const [only] = await Promise.all(ids.slice(2).map(refOf));
    await agent
      .post(path())
      .type('form')
      .send({ act: 'approve', etag: '"a-0"', corrections: only })
      .expect(303);
  });
});

describe('somebody was quicker', () => {
  it('answers 412 with the page as it stands now, who did what, and the reason still in its field', async () => {
    const one = await correct(marta, 'Walnuts', 'Nogales');
    await submit();
    const agent = await desk.agent('approver');
    const ref = await refOf(one);
    await correct(marta, 'last week', 'a week ago');
    const { text } = await agent
      .post(path())
      .type('form')
      .send({ act: 'return', corrections: ref, reason: 'Sonora, please.' })
      .expect(412);
    expect(words(text)).toMatch(/Marta was quicker: made a change, \d\d:\d\d/);
    expect(text).toMatch(/name="reason" list="reasons" value="Sonora, please."/);
    expect(await stateOf(one)).toBe('proposed');
  });

  it('keeps the reason of a returned article, too', async () => {
    await correct(marta, 'Walnuts', 'Nogales');
    await submit();
    const agent = await desk.agent('approver');
    const reason = 'The headline is missing.';
    const stale = await agent
      .post(path())
      .type('form')
      .send({ act: 'return-article', etag: '"a-0"', reason })
      .expect(412);
    expect(textarea(stale.text, 'return-reason')).toBe(reason);
    const { etag } = await reviewOf(desk, id);
    await agent.post(path()).type('form').send({ act: 'return-article', etag, reason }).expect(303);
    const { text } = await agent.get(path());
    expect(words(text)).toMatch(/You returned it, \d\d:\d\d The headline is missing./);
  });

  it('asks again, of that passage alone, when words change that were approved', async () => {
    const one = await correct(marta, 'Walnuts', 'Nogales');
    const two = await correct(marta, 'detained', 'seized');
    await submit();
    const ana = await desk.user('approver');
    await act(desk, id, ana, { kind: 'approve', correction: one });
    await act(desk, id, ana, { kind: 'approve', correction: two });
    await correct(marta, 'Walnuts', 'Nogales, Sonora');
    const { text } = await (await desk.agent('approver')).get(path());
    expect(words(text)).toContain('It took the place of words that had been approved.');
    expect(words(text)).toContain('One passage changed after it was approved');
    expect(words(text)).toContain('1 of 2 approved');
  });
});

describe('before and beside', () => {
  it('approves nothing that is not handed in, and says where to go', async () => {
    await correct(marta, 'Walnuts', 'Nogales');
    const { text } = await (await desk.agent('approver')).get(path()).expect(200);
    expect(words(text)).toContain('Not handed in yet.');
    expect(text).not.toContain('value="approve"');
    await (await desk.agent('approver')).get('/articles/none/approve').expect(404);
  });

  it('shows white space that was taken out, and reads clean', async () => {
    await correct(marta, '\n', ' ');
    await submit();
    const agent = await desk.agent('approver');
    const { text } = await agent.get(path());
    expect(text).toContain('<span aria-hidden="true">¶</span>');
    const clean = await agent.get(`${path()}?view=clean`).expect(200);
    expect(words(clean.text)).toContain('The plaza boss fell in Walnuts last week.');
    expect(clean.text).not.toContain('<del>');
  });

  it('shows critical findings that were left as they were on top', async () => {
    id = await desk.article();
    const review = await reviewOf(desk, id);
    const critical = review.findings.find(({ severity }) => severity === 'critical')!;
    await act(desk, id, marta, {
      kind: 'dismiss',
      finding: critical.id,
      reason: 'house-style',
      scope: 'here',
    });
    await handIn(desk, id, marta);
    const { text } = await (await desk.agent('approver')).get(path()).expect(200);
    const top = /<section class="left-critical">.*?<\/section>/s.exec(text)![0];
    expect(words(top)).toContain(`${critical.text} ${critical.segment + 1}: house style.`);
    expect(words(text)).toMatch(/\d+ changes, \d+ left as they were/);
    expect(words(text)).toContain('Border Report, ¶ ');
  });
});
