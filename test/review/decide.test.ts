import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArticleRecord, Finding } from '../../src/model/index.ts';
import { type DecisionRequest, decide, latestUndoable, reviewArticle } from '../../src/review/index.ts';
import { act, append, contextOf, decideOnly, findingOn, recordOf } from '../support/article.ts';

const content = [
  'The boss of the cartel in Walnuts.',
  'CBP announced the Operation Spike Plazawhose first objective is this.',
  'Drugs for 20 million dollars.',
].join('\n\n');

const walnuts = findingOn(content, 'Walnuts', {
  severity: 'critical',
  suggestions: [{ text: 'Nogales' }, { text: 'Nogales, Sonora' }],
});
const order = findingOn(content, 'Spike Plaza', {
  category: 'name-order',
  suggestions: [{ text: 'Plaza Spike' }],
});
const glued = findingOn(content, 'Plazawhose', {
  category: 'missing-space',
  suggestions: [{ text: 'Plaza, whose' }],
});
const money = findingOn(content, '20 million dollars', {
  category: 'number-format',
  severity: 'minor',
  suggestions: [{ text: '$20 million' }],
});

const record = (findings: readonly Finding[] = [walnuts, order, glued, money]): ArticleRecord =>
  recordOf({ content, comparable: 'In Nogales, Sonora.\n\nOperation Plaza Spike.', findings });
const accept = (finding: Finding, suggestion = 0): DecisionRequest => ({
  kind: 'accept',
  finding: finding.id,
  suggestion,
});
const last = (present: ArticleRecord): string => present.decisions.at(-1)!.id;
const undo = (present: ArticleRecord, id = last(present)): DecisionRequest => ({
  kind: 'undo',
  decision: id,
});
const textOf = (present: ArticleRecord): string => reviewArticle(present).currentText;
const correct = (words: string, after: string): DecisionRequest => ({
  kind: 'correct',
  start: content.indexOf(words),
  end: content.indexOf(words) + words.length,
  after,
  category: 'other',
  severity: 'minor',
});

describe('accept', () => {
  it('changes the text and the finding in one act', () => {
    const review = reviewArticle(act(record(), accept(walnuts)));
    expect(review.currentText).toContain('cartel in Nogales.');
    expect(review.corrections).toMatchObject([{ before: 'Walnuts', after: 'Nogales', state: 'proposed' }]);
    expect(review.findings.find(({ id }) => id === walnuts.id)).toMatchObject({
      state: 'accepted',
      text: 'Nogales',
    });
    expect(review.tally).toMatchObject({ critical: 0, decided: 1, total: 4 });
  });

  it('takes the suggestion that was chosen, and refuses one that is not there', () => {
    expect(textOf(act(record(), accept(walnuts, 1)))).toContain('in Nogales, Sonora.');
    expect(() => act(record(), accept(walnuts, 2))).toThrow('refuse.no-suggestion');
  });

  it('refuses a finding that was answered', () => {
    expect(() => act(act(record(), accept(walnuts)), accept(walnuts))).toThrow('refuse.already-decided');
  });

  it('hides what shares letters with it until the checks have read the text again', () => {
    const review = reviewArticle(decideOnly(record(), accept(order)));
    expect(review.findings.map(({ id }) => id)).not.toContain(glued.id);
    expect(review.checked).toBe(false);
  });
});

describe('correct', () => {
  it('refuses a span that cuts through a standing correction and names the span to send', () => {
    const present = act(record(), accept(order));
    const start = content.indexOf('Plazawhose');
    const { etag } = reviewArticle(present).segments.translation[1]!;
    const request: DecisionRequest = {
      kind: 'correct',
      start,
      end: start + 10,
      after: 'x',
      category: 'other',
      severity: 'minor',
    };
    expect(decide(present, [request], contextOf({ ifMatch: etag }))).toMatchObject({
      refusal: { code: 'invalid', span: { start: order.start, end: glued.end } },
    });
  });

  it('takes the place of an earlier correction that it covers, and undo brings that one back', () => {
    const first = act(record(), accept(order));
    const second = act(first, correct('Spike Plazawhose', 'Plaza Spike, whose'));
    expect(textOf(second)).toContain('Operation Plaza Spike, whose');
    expect(reviewArticle(second).corrections).toMatchObject([{ replaces: [last(first)] }]);
    expect(textOf(act(second, undo(second)))).toBe(textOf(first));
  });

  it('writing the words of the import again leaves no correction', () => {
    const present = act(act(record(), accept(walnuts)), correct('Walnuts', 'Walnuts'));
    expect(reviewArticle(present).corrections).toEqual([]);
    expect(textOf(present)).toBe(content);
  });

  it.each([
    [{ start: -1, end: 2 }, 'refuse.span'],
    [{ start: 5, end: 2 }, 'refuse.span'],
    [{ start: 0, end: 100_000 }, 'refuse.span'],
    [{ after: 'a\0b' }, 'refuse.characters'],
    [{ after: 'a\ud800' }, 'refuse.characters'],
    [{ start: 0, end: 3, after: 'The' }, 'refuse.no-change'],
  ])('refuses %j', (wrong, key) => {
    expect(() => act(record(), { ...correct('Walnuts', 'x'), ...wrong } as DecisionRequest)).toThrow(key);
  });
});

describe('dismiss', () => {
  const dismiss = (finding: Finding, scope: 'here' | 'article' | 'everywhere' = 'here'): DecisionRequest => ({
    kind: 'dismiss',
    finding: finding.id,
    reason: 'false-alarm',
    scope,
  });

  it('leaves the words and closes the finding', () => {
    const review = reviewArticle(act(record(), dismiss(walnuts)));
    expect(review.currentText).toBe(content);
    expect(review.findings.find(({ id }) => id === walnuts.id)).toMatchObject({
      state: 'dismissed',
      dismissal: { reason: 'false-alarm', scope: 'here' },
    });
  });

  it('for the article closes the same words elsewhere, too', () => {
    const twice = 'In Walnuts.\n\nThen in Walnuts.';
    const first = findingOn(twice, 'Walnuts');
    const second = {
      ...first,
      id: 'second',
      start: twice.lastIndexOf('Walnuts'),
      end: twice.length - 1,
      segment: 1,
    };
    const present = recordOf({ content: twice, findings: [first, second] });
    const states = (scope: 'here' | 'article') =>
      reviewArticle(act(present, dismiss(first, scope))).findings.map(({ state }) => state);
    expect(states('here')).toEqual(['dismissed', 'open']);
    expect(states('article')).toEqual(['dismissed', 'dismissed']);
  });

  it('asks for a look where the words under it changed', () => {
    const present = act(act(record(), dismiss(walnuts)), correct('Walnuts', 'the Walnuts'));
    const again = { ...walnuts, id: 'again', text: 'the Walnuts' };
    const checked = { ...present, analysis: { ...present.analysis!, version: 3, findings: [again] } };
    expect(reviewArticle(checked).findings).toMatchObject([{ id: 'again', state: 'needs-look' }]);
  });

  it('for another reason wants the reason', () => {
    expect(() => act(record(), { ...dismiss(walnuts), reason: 'other' } as DecisionRequest)).toThrow(
      'refuse.note-needed',
    );
  });
});

describe('links', () => {
  it('are drawn, confirmed, pinned and cut without touching text', () => {
    const link = { translation: 0, comparable: 0 };
    const drawn = act(record(), { kind: 'draw', ...link });
    expect(reviewArticle(drawn).links).toMatchObject([{ ...link, state: 'confirmed' }]);
    const pinned = act(drawn, { kind: 'pin', ...link });
    expect(reviewArticle(pinned).links).toMatchObject([{ ...link, state: 'pinned' }]);
    const cut = act(pinned, { kind: 'cut', ...link });
    expect(reviewArticle(cut).links).toEqual([]);
    expect(reviewArticle(cut).unlinked).toEqual({ translation: [0, 1, 2], comparable: [0, 1] });
    expect(reviewArticle(act(cut, undo(cut))).links).toMatchObject([{ ...link, state: 'pinned' }]);
    expect(textOf(cut)).toBe(content);
  });

  it('that are not there cannot be cut or confirmed', () => {
    expect(() => act(record(), { kind: 'cut', translation: 0, comparable: 0 })).toThrow('refuse.no-link');
    expect(() => act(record(), { kind: 'draw', translation: 0, comparable: 9 })).toThrow('refuse.no-segment');
  });
});

describe('handing in and approving', () => {
  const handedIn = (): ArticleRecord =>
    act(act(act(act(record(), accept(walnuts)), accept(glued)), { kind: 'submit' } as DecisionRequest), {
      kind: 'comment',
      segment: 0,
      text: 'Done.',
    });

  it('needs a decision on every critical and major finding', () => {
    expect(() => act(record(), { kind: 'submit' })).toThrow('refuse.open-findings');
    expect(() => act(act(record(), accept(walnuts)), { kind: 'submit' })).toThrow('refuse.open-findings');
    expect(reviewArticle(handedIn())).toMatchObject({ state: 'submitted', tally: { minor: 1 } });
  });

  it('quiet findings stand in nobody’s way', () => {
    const quiet = record([{ ...walnuts, quiet: true }]);
    expect(reviewArticle(act(quiet, { kind: 'submit' })).state).toBe('submitted');
  });

  it('waits until the checks have read what was changed', () => {
    const rest = act(act(record(), accept(walnuts)), accept(glued));
    const hidden = decideOnly(rest, correct('cartel', 'cartel '));
    expect(() => act(hidden, { kind: 'submit' })).toThrow('refuse.analysis-pending');
    const hideAll = [correct('Walnuts', 'Walnuts '), correct('Spike Plazawhose', 'Spike Plazawhose ')];
    expect(() => act(record(), [...hideAll, { kind: 'submit' }])).toThrow('refuse.analysis-pending');
  });

  it('is not signed off while a critical finding is open again', () => {
    const approved = approveAll(handedIn(), 'ana');
    const back = act(approved, correct('Walnuts', 'Walnuts'), { by: 'ana' });
    expect(() => act(back, { kind: 'approve' }, { by: 'ana' })).toThrow('refuse.open-findings');
  });

  it('waits for the checks', () => {
    const pending = { ...record([]), analysisState: 'pending' as const };
    expect(() => act(pending, { kind: 'submit' })).toThrow('refuse.analysis-pending');
  });

  const approveAll = (
    present: ArticleRecord,
    by: string,
    reason?: string,
    mayOverride = false,
  ): ArticleRecord =>
    reviewArticle(present).corrections.reduce(
      (record, { id }) => act(record, { kind: 'approve', correction: id, reason }, { by, mayOverride }),
      present,
    );

  it('nobody approves their own correction', () => {
    expect(() => approveAll(handedIn(), 'marta')).toThrow('refuse.own-correction');
    expect(() => approveAll(handedIn(), 'marta', 'Nobody else tonight')).toThrow('refuse.no-override');
  });

  it('but alone on the desk one may overrule with a reason, which stays', () => {
    const approved = act(approveAll(handedIn(), 'marta', 'Alone tonight', true), { kind: 'approve' });
    const review = reviewArticle(approved);
    expect(review.state).toBe('approved');
    expect(review.corrections.every(({ verdict }) => verdict?.reason === 'Alone tonight')).toBe(true);
  });

  it('is signed off when every correction is approved, and not before', () => {
    expect(() => act(handedIn(), { kind: 'approve' }, { by: 'ana' })).toThrow('refuse.unapproved');
    const approved = act(approveAll(handedIn(), 'ana'), { kind: 'approve' }, { by: 'marta' });
    expect(reviewArticle(approved).state).toBe('approved');
  });

  it('an approved article refuses acts on text and links until it is reopened, which keeps the approvals', () => {
    const approved = act(approveAll(handedIn(), 'ana'), { kind: 'approve' }, { by: 'ana' });
    expect(() => act(approved, accept(money))).toThrow('refuse.approved');
    expect(() => act(approved, { kind: 'draw', translation: 0, comparable: 0 })).toThrow('refuse.approved');
    expect(() => act(approved, undo(approved, approved.decisions[0]!.id))).toThrow('refuse.approved');
    const reopened = act(approved, { kind: 'reopen' });
    expect(reviewArticle(reopened).corrections.map(({ state }) => state)).toEqual(['approved', 'approved']);
    expect(textOf(act(reopened, accept(money)))).toContain('$20 million');
  });

  it('a changed passage asks for approval anew, and only that passage', () => {
    const present = act(approveAll(handedIn(), 'ana'), correct('Walnuts', 'Nogales, Sonora'), {
      by: 'tomas',
    });
    expect(reviewArticle(present).corrections.map(({ after, state }) => [after, state])).toEqual([
      ['Nogales, Sonora', 'proposed'],
      ['Plaza, whose', 'approved'],
    ]);
  });

  it('undo never brings an approval back over other text', () => {
    const approved = act(approveAll(handedIn(), 'ana'), { kind: 'approve' }, { by: 'ana' });
    const undone = act(approved, undo(approved), { by: 'ana' });
    expect(reviewArticle(undone).state).toBe('submitted');
    const changed = act(undone, accept(money));
    expect(() => act(changed, undo(changed, last(undone)), { by: 'ana' })).toThrow(
      'refuse.text-changed-since',
    );
    const reopened = act(approved, { kind: 'reopen' });
    const other = act(reopened, accept(money));
    expect(() => act(other, undo(other, last(reopened)), { by: 'ana' })).toThrow('refuse.text-changed-since');
    expect(reviewArticle(act(reopened, undo(reopened))).state).toBe('approved');
  });

  it('a return wants a reason; a returned correction leaves the article handed in', () => {
    const present = handedIn();
    const [first] = reviewArticle(present).corrections;
    expect(() => act(present, { kind: 'return', correction: first!.id }, { by: 'ana' })).toThrow(
      'refuse.reason-needed',
    );
    const back = act(present, { kind: 'return', correction: first!.id, reason: 'Comma' }, { by: 'ana' });
    expect(reviewArticle(back)).toMatchObject({
      state: 'submitted',
      corrections: [{ state: 'returned' }, {}],
    });
    const whole = act(handedIn(), { kind: 'return', reason: 'Read it again' }, { by: 'ana' });
    expect(reviewArticle(whole)).toMatchObject({ state: 'returned', verdict: { reason: 'Read it again' } });
    expect(reviewArticle(act(whole, { kind: 'submit' })).state).toBe('submitted');
  });
});

describe('undo', () => {
  it('of an undo does it again', () => {
    const present = act(record(), accept(walnuts));
    const undone = act(present, undo(present));
    expect(textOf(undone)).toBe(content);
    expect(textOf(act(undone, undo(undone)))).toBe(textOf(present));
  });

  it('of one act of a batch undoes the batch', () => {
    const present = act(record(), [accept(walnuts), accept(money)]);
    expect(textOf(act(present, undo(present, present.decisions[0]!.id)))).toBe(content);
  });

  it('names what was built upon', () => {
    const first = act(record(), accept(order));
    const second = act(first, correct('Spike Plazawhose', 'Plaza Spike, whose'));
    expect(() => act(second, undo(second, last(first)))).toThrow('refuse.built-upon');
  });

  it('of an undo is refused where another correction stands now', () => {
    const first = act(record(), accept(order));
    const undone = act(first, undo(first));
    const other = act(undone, accept(glued));
    expect(() => act(other, undo(other, last(undone)))).toThrow('refuse.clash');
  });

  it('asks for the right of what is undone', () => {
    const handedIn = act(record([]), { kind: 'submit' });
    const back = act(handedIn, { kind: 'return', reason: 'Again' });
    expect(() => act(back, undo(back), { may: permission => permission !== 'approve' })).toThrow(
      'refuse.permission',
    );
  });

  it('of an undo of an undo, as often as one likes, stays readable', () => {
    let present = decideOnly(record(), accept(walnuts));
    const at = '2026-01-01T10:00:00.000Z';
    for (let n = 0; n < 6_000; n++)
      present = append(present, [
        { id: `u${n}`, by: 'marta', at, payload: { kind: 'undo', decisions: [last(present)] } },
      ]);
    expect(textOf(present)).toContain('Nogales');
    expect(textOf(decideOnly(present, undo(present)))).toBe(content);
  });

  it('of an archiving brings the article back', () => {
    const archived = act(record(), { kind: 'archive' });
    expect(() => act(archived, accept(walnuts))).toThrow('refuse.archived');
    expect(reviewArticle(act(archived, undo(archived))).archived).toBe(false);
  });

  it('u takes back my latest standing act, and never an undo or a comment', () => {
    const mine = act(record(), accept(walnuts));
    const both = act(act(mine, accept(money), { by: 'tomas' }), { kind: 'comment', segment: 0, text: 'Hm.' });
    expect(latestUndoable(reviewArticle(both), 'marta')).toBe(last(mine));
    const undone = act(both, undo(both, last(mine)));
    expect(latestUndoable(reviewArticle(undone), 'marta')).toBeUndefined();
  });
});

describe('etags', () => {
  it('a decision without one, or with an old one, changes nothing', () => {
    const present = record();
    const old = reviewArticle(present).segments.translation[0]!.etag;
    const changed = act(present, accept(walnuts));
    expect(decide(present, [accept(walnuts)], contextOf())).toMatchObject({
      refusal: { code: 'missing-etag' },
    });
    expect(decide(changed, [correct('Walnuts', 'X')], contextOf({ ifMatch: old }))).toMatchObject({
      refusal: { code: 'stale' },
    });
  });

  it('a correction over a break makes both of its segments stale', () => {
    const before = reviewArticle(record()).segments.translation;
    const start = before[0]!.end;
    const changed = act(record(), {
      kind: 'correct',
      start,
      end: before[1]!.start,
      after: '\n\nOh, ',
      category: 'other',
      severity: 'minor',
    });
    const after = reviewArticle(changed).segments.translation;
    expect(after[1]!.text).toMatch(/^Oh, CBP/);
    expect([0, 1, 2].map(index => after[index]!.etag === before[index]!.etag)).toEqual([false, false, true]);
  });

  it('work on another segment makes none stale', () => {
    const { etag } = reviewArticle(record()).segments.translation[2]!;
    const changed = act(record(), accept(walnuts));
    expect(decide(changed, [accept(money)], contextOf({ ifMatch: etag }))).toHaveProperty('decisions');
  });

  it('a finding that somebody else’s correction took away is stale, not unknown', () => {
    const { etag } = reviewArticle(record()).segments.translation[1]!;
    const changed = act(record(), accept(order));
    expect(decide(changed, [accept(glued)], contextOf({ ifMatch: etag }))).toMatchObject({
      refusal: { code: 'stale' },
    });
  });
});

describe('for any sequence of acts', () => {
  const acts = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('accept' as const), which: fc.nat(3) }),
      fc.record({
        kind: fc.constant('correct' as const),
        start: fc.nat(content.length),
        length: fc.nat(12),
        after: fc.string({ maxLength: 6 }),
      }),
      fc.record({ kind: fc.constant('undo' as const), which: fc.nat(20) }),
      fc.record({ kind: fc.constant('state' as const), which: fc.nat(3) }),
    ),
    { maxLength: 14 },
  );
  type Step = typeof acts extends fc.Arbitrary<(infer S)[]> ? S : never;
  const all = [walnuts, order, glued, money];
  const stateActs = [
    { kind: 'submit' },
    { kind: 'approve' },
    { kind: 'reopen' },
    { kind: 'return', reason: 'r' },
  ] as const;

  const play = (steps: readonly Step[]): ArticleRecord => {
    let present = record();
    for (const step of steps) {
      const request: DecisionRequest =
        step.kind === 'accept'
          ? accept(all[step.which]!)
          : step.kind === 'correct'
            ? {
                kind: 'correct',
                start: step.start,
                end: Math.min(step.start + step.length, content.length),
                after: step.after,
                category: 'other',
                severity: 'minor',
              }
            : step.kind === 'state'
              ? stateActs[step.which]!
              : undo(
                  present,
                  present.decisions[step.which % Math.max(1, present.decisions.length)]?.id ?? 'none',
                );
      try {
        present = act(present, request);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith('refuse.'))) throw error;
      }
    }
    return present;
  };

  it('corrections are disjoint, their words are those of the import, and an approved text holds approved ones only', () => {
    fc.assert(
      fc.property(acts, steps => {
        const review = reviewArticle(play(steps));
        let done = 0;
        for (const { start, end, before } of review.corrections) {
          expect(start).toBeGreaterThanOrEqual(done);
          expect(before).toBe(content.slice(start, end));
          done = end;
        }
        if (review.state === 'approved')
          expect(review.corrections.every(({ state }) => state === 'approved')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('undoing everything that stands, latest first, gives the import back', () => {
    fc.assert(
      fc.property(acts, steps => {
        let present = play(steps);
        for (let round = 0; round < 60; round++) {
          const id = latestUndoable(reviewArticle(present), 'marta');
          if (id === undefined) break;
          present = act(present, undo(present, id));
        }
        expect(textOf(present)).toBe(content);
        expect(reviewArticle(present).state).toBe('in-review');
      }),
      { numRuns: 200 },
    );
  });
});

describe('four eyes, by way of undo', () => {
  /** Marta corrects and hands in, Ana approves. */
  const approved = (): ArticleRecord => {
    let present = record([money]);
    present = act(present, accept(money));
    present = act(present, { kind: 'submit' });
    const { id } = reviewArticle(present).corrections[0]!;
    return act(present, { kind: 'approve', correction: id }, { by: 'ana' });
  };
  const stateOf = (present: ArticleRecord) => reviewArticle(present).corrections[0]!.state;

  it('nobody brings back an approval of their own change', () => {
    const present = approved();
    const back = act(present, undo(present), { by: 'ana' });
    expect(stateOf(back)).toBe('proposed');
    expect(() => act(back, undo(back), { by: 'marta' })).toThrow('refuse.own-verdict');
    expect(stateOf(act(back, undo(back), { by: 'ana' }))).toBe('approved');
  });

  it('nobody takes back the return of their own change', () => {
    let present = approved();
    const { id } = reviewArticle(present).corrections[0]!;
    present = act(present, { kind: 'return', correction: id, reason: 'no' }, { by: 'ana' });
    expect(() => act(present, undo(present), { by: 'marta' })).toThrow('refuse.own-verdict');
    expect(stateOf(act(present, undo(present), { by: 'ana' }))).toBe('approved');
  });

  it('a sign-off that came in one batch with an approval can be taken back', () => {
    let present = record([money]);
    present = act(present, accept(money));
    present = act(present, { kind: 'submit' });
    const { id } = reviewArticle(present).corrections[0]!;
    present = act(present, [{ kind: 'approve', correction: id }, { kind: 'approve' }], { by: 'ana' });
    expect(reviewArticle(present).state).toBe('approved');
    const undone = act(present, undo(present), { by: 'ana' });
    expect(reviewArticle(undone).state).toBe('submitted');
    expect(stateOf(undone)).toBe('proposed');
  });
});

it('a correction elsewhere answers no finding', () => {
  const elsewhere = { ...correct('Drugs', 'Narcotics'), finding: walnuts.id } as DecisionRequest;
  expect(() => act(record(), elsewhere)).toThrow('refuse.finding-elsewhere');
});
