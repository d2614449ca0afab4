import { describe, expect, it } from 'vitest';
import type { Correction, ReviewedFinding } from '../../../src/model/index.ts';
import { cutCopy, type Piece } from '../../../src/web/present/copy.ts';

type Marked = Partial<ReviewedFinding>;

/** A finding on the words that `quoted` names, in the text of the test. */
const on = (content: string, quoted: string, more: Marked = {}): ReviewedFinding => {
  const start = content.indexOf(quoted);
  return {
    id: quoted,
    segment: 0,
    start,
    end: start + quoted.length,
    text: quoted,
    category: 'calque',
    severity: 'minor',
    confidence: 0.9,
    quiet: false,
    message: { key: 'x' },
    suggestions: [],
    evidence: [],
    detector: 'test',
    state: 'open',
    ...more,
  };
};

const fix = (content: string, before: string, after: string): Correction => {
  const start = content.indexOf(before);
  return {
    id: `${before}>${after}`,
    segment: 0,
    start,
    end: start + before.length,
    before,
    after,
    category: 'calque',
    severity: 'minor',
    by: 'marta',
    at: '',
    state: 'proposed',
    replaces: [],
  };
};

/** Pieces in a line: `outer(style:words)`, struck words as -so-, written ones as +so+, signs in angle brackets. */
const line = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ words, style, outer }) => {
      const text = words
        .map(({ as, text, sign }) => {
          const shown = sign ? `<${text}>` : text;
          return as === 'del'
            ? `-${shown}-`
            : as === 'ins'
              ? `+${shown}+`
              : as === 'bears'
                ? `*${shown}*`
                : shown;
        })
        .join('');
      const styled = style ? `{${style}:${text}}` : text;
      return outer ? `[${outer}|${styled}]` : styled;
    })
    .join('');

const cut = (
  content: string,
  findings: readonly ReviewedFinding[],
  corrections: readonly Correction[] = [],
  more: Partial<Parameters<typeof cutCopy>[0]> = {},
): string =>
  line(
    cutCopy({
      content,
      segment: { start: 0, end: content.length },
      next: content.length,
      findings,
      corrections,
      bears: [],
      ...more,
    }),
  );

describe('cutting copy where marks begin and end', () => {
  it('leaves plain words plain', () => {
    expect(cut('Nothing here.', [])).toBe('Nothing here.');
  });

  it('marks by severity, and neutral ones like minor ones', () => {
    const text = 'The Walnuts of Sonora';
    expect(
      cut(text, [on(text, 'Walnuts', { severity: 'critical' }), on(text, 'of', { severity: 'neutral' })]),
    ).toBe('The {f critical:Walnuts} {f minor:of} Sonora');
  });

  it('keeps both lines where two findings cross, the second lower', () => {
    const text = 'the Spike Plazawhose end';
    expect(
      cut(text, [
        on(text, 'Spike Plaza', { severity: 'major' }),
        on(text, 'Plazawhose', { severity: 'major' }),
      ]),
    ).toBe('the {f major:Spike }[f major|{f major:Plaza}]{f major low:whose} end');
  });

  it('nests one finding in another', () => {
    const text = 'What is Spike Plaza about?';
    expect(cut(text, [on(text, text), on(text, 'Spike Plaza', { severity: 'major' })])).toBe(
      '{f minor:What is }[f minor|{f major:Spike Plaza}]{f minor: about?}',
    );
  });

  it('strikes and writes whole words, and leaves dismissed ones faintly marked', () => {
    const text = 'on with Sonorafor which to strangle';
    const accepted = on(text, 'Sonorafor', { state: 'accepted' });
    const kept = on(text, 'strangle', { state: 'dismissed' });
    expect(cut(text, [accepted, kept], [fix(text, 'Sonorafor', 'Sonora, for')])).toBe(
      'on with {fix:-Sonorafor-+Sonora, for+} which to {kept:strangle}',
    );
  });

  it('shows a space that was taken out, and one that a finding is about', () => {
    const text = "El Gigio ', two  spaces";
    expect(cut(text, [on(text, '  ')], [fix(text, " '", "'")])).toBe(
      "El Gigio{fix:-␣'-+'+}, two{f minor:<␣␣>}spaces",
    );
    expect(cut('a b', [], [fix('a b', ' ', '')])).toBe('a{fix:-<␣>-}b');
  });

  it('shows a paragraph break at the end of the paragraph before it', () => {
    const content = 'sand.\n\nDrug trafficking';
    const segment = { start: 0, end: 5 };
    expect(cut(content, [on(content, '\n\n')], [], { segment, next: 7 })).toBe('sand.{f minor:<¶>}');
    expect(cut(content, [], [fix(content, '\n\n', ' ')], { segment, next: 7 })).toBe('sand.{fix:-<¶>-+<␣>+}');
    const second = { segment: { start: 7, end: content.length }, next: content.length };
    expect(cut(content, [], [fix(content, '\n\nDrug', ' Drug')], second)).toBe(' trafficking');
  });

  it('marks nothing for a quiet finding until it is chosen', () => {
    const text = 'the plaza boss';
    const quiet = on(text, 'plaza', { quiet: true });
    expect(cut(text, [quiet])).toBe(text);
    expect(cut(text, [quiet], [], { chosen: 'plaza' })).toBe('the {f minor chosen:plaza} boss');
  });

  it('lights up words that bear witness, and shows a place without words', () => {
    const text = 'in Nogales, Sonora';
    expect(cut(text, [], [], { bears: [{ start: 3, end: 10 }] })).toBe('in *Nogales*, Sonora');
    expect(cut(text, [on(text, 'in', { start: 10, end: 10 })])).toBe('in Nogales{f minor:<‸>}, Sonora');
  });

  it('is linear: two thousand findings in one paragraph', () => {
    const content = 'word '.repeat(4_000);
    const findings = Array.from({ length: 2_000 }, (_, index) =>
      on(content, 'word', { id: String(index), start: index * 10, end: index * 10 + 4 }),
    );
    const began = performance.now();
    expect(
      cutCopy({
        content,
        segment: { start: 0, end: content.length },
        next: content.length,
        findings,
        corrections: [],
        bears: [],
      }).length,
    ).toBe(4_000);
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
