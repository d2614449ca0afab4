import type { z } from 'zod';
import type * as answers from './answers.ts';

// The texts that the examples of the page send, and what a desk answers to them. The tests send every example and
// hold every answer shown here against its schema.

export const translation = `The US goes after a leader of the Sinaloa Cartel

The government launched an operation on the border with Sonorafor which it will begin with the objective of capturing the plaza boss of the Sinaloa Cartel in Walnuts.

Approximately 44 percent of the fentanyl detained on the border with Mexico was seized there.
`;

export const comparable = `Federal officials go after a Sinaloa cartel boss

Federal officials are joining forces to go after a Sinaloa cartel boss who runs drug-trafficking operations in the Nogales, Sonora, region on the border.

Of the fentanyl seized on the border with Mexico, 44 percent was seized there, officials said.
`;

export const source = `Estados Unidos va contra un líder del Cártel de Sinaloa

El gobierno lanzó un operativo en la frontera con Sonora, por lo que comenzará con el objetivo de capturar al jefe de plaza del Cártel de Sinaloa en Nogales.

Aproximadamente el 44 por ciento del fentanilo detenido en la frontera con México se incautó ahí.
`;

/** Where some words of the translation stand. */
export function placeOf(words: string): { start: number; end: number } {
  const start = translation.indexOf(words);
  if (start < 0) throw new RangeError(`not in the story: ${words}`);
  return { start, end: start + words.length };
}

const id = '0a9f4c1e-5b62-4d0e-9a53-2f6f7c1b8e44';
const text = '7d1b2c9a-41c4-4f0a-8a51-b6f0c0f6a3de';
const decision = 'c3e5a1d0-9a70-4f0c-b1de-0d5b6a1f9c77';
const at = '2026-03-02T09:14:05.120Z';
const hash = '9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab';

const glued = {
  id: 'dd5a99cac5452e99',
  segment: 1,
  ...placeOf('Sonorafor'),
  text: 'Sonorafor',
  category: 'missing-space' as const,
  severity: 'major' as const,
  confidence: 0.88,
  quiet: false,
  message: '“Sonora” and “for” have run together.',
  suggestions: [{ text: 'Sonora, for' }, { text: 'Sonora for' }],
  evidence: [{ kind: 'dictionary' as const, text: 'The dictionary does not know “Sonorafor”.' }],
  detector: 'missing-space',
};
const link = {
  translation: 2,
  comparable: 2,
  probability: 0.99,
  reasons: ['Nearly the same words', 'Same numbers: 44'],
};
const paragraph = { index: 1, kind: 'paragraph' as const, start: 50, end: 216 };
const segment = {
  id: `${text}.1`,
  ...paragraph,
  text: translation.slice(50, 216),
  etag: `"s-${text}.1-12"`,
};
const correction = {
  id: decision,
  segment: 1,
  ...placeOf('Sonorafor'),
  before: 'Sonorafor',
  after: 'Sonora, for',
  category: 'missing-space' as const,
  severity: 'major' as const,
  finding: glued.id,
  by: 'marta',
  at,
  state: 'proposed' as const,
};
const accepted = {
  id: decision,
  kind: 'accept' as const,
  by: 'marta',
  at,
  segment: 1,
  finding: glued.id,
  correction: decision,
  before: 'Sonorafor',
  after: 'Sonora, for',
};
const title = 'The US goes after a leader of the Sinaloa Cartel';
const none = { translation: [], comparable: [] };
const open = { critical: 1, major: 1, minor: 0 };

type Shown<S extends z.ZodType> = z.output<S>;

/** Answers as the page shows them; long lists are cut after their first item. */
export const shown = {
  checkResult: {
    id: 'story-1',
    segments: { translation: [paragraph] },
    findings: [glued],
    links: [link],
    unlinked: none,
    warnings: [],
  } satisfies Shown<typeof answers.checkResult>,
  articleMade: { id, analysis: 'pending', etag: '"a-12"' } satisfies Shown<typeof answers.articleMade>,
  article: {
    id,
    title,
    state: 'in-review',
    archived: false,
    analysis: 'done',
    etag: '"a-12"',
    texts: {
      translation: { engine: 'an engine', version: 1, language: 'en', hash },
      comparable: { name: 'Border Report', version: 1, language: 'en', hash },
    },
    segments: { translation: [segment] },
    links: [{ ...link, state: 'automatic' }],
    unlinked: none,
    warnings: [],
    findings: [{ ...glued, state: 'open' }],
    corrections: [],
  } satisfies Shown<typeof answers.article>,
  articles: {
    articles: [{ id, title, state: 'in-review', archived: false, analysis: 'done', etag: '"a-12"', open }],
    next: '50',
  } satisfies Shown<typeof answers.articles>,
  translationSet: {
    id,
    etag: '"a-14"',
    state: 'in-review',
    analysis: 'done',
    kept: 3,
    unplaced: [accepted],
  } satisfies Shown<typeof answers.translationSet>,
  decided: {
    decisions: [{ id: decision, kind: 'accept' }],
    etag: '"a-15"',
    state: 'in-review',
    segments: [{ ...segment, text: segment.text.replace('Sonorafor', 'Sonora, for') }],
    findings: [],
    corrections: [correction],
    gone: { findings: [glued.id], corrections: [] },
  } satisfies Shown<typeof answers.decided>,
  history: { decisions: [accepted] } satisfies Shown<typeof answers.history>,
  events: `retry: 2000
id: 15
event: article
data: ${JSON.stringify({ etag: '"a-15"', state: 'in-review', archived: false, analysis: 'done', checked: true, open })}

id: 16
event: decision
data: ${JSON.stringify(accepted)}
`,
  textKept: { id: text, hash, language: 'en', segments: 3 } satisfies Shown<typeof answers.textKept>,
  user: {
    id: 'b7f7a9b0-3a54-4a42-8a6e-1b6a0a4e7f10',
    name: 'marta',
    fullName: 'Marta Soto',
    role: 'reader',
    disabled: false,
  } satisfies Shown<typeof answers.user>,
  token: {
    id: '2d1b6a0e-5c39-4f8a-9f3e-7a9b0c1d2e3f',
    name: 'nightly check',
    user: 'marta',
    scope: 'check',
    at,
  } satisfies Shown<typeof answers.tokens>['tokens'][number],
  audit: {
    entries: [
      {
        seq: 15,
        id: decision,
        at,
        by: 'b7f7a9b0-3a54-4a42-8a6e-1b6a0a4e7f10',
        name: 'marta',
        kind: 'submit',
        article: id,
        payload: { kind: 'submit' },
        payloadHash: hash,
        previousHash: hash,
        hash,
      },
    ],
    next: '15',
  } satisfies Shown<typeof answers.audit>,
  problem: {
    type: '/api#problem-invalid',
    title: 'This cannot be taken as it is',
    status: 422,
    code: 'invalid',
    detail: 'Some fields do not fit. translation: Invalid input: expected string, received undefined',
    errors: [{ field: 'translation', message: 'Invalid input: expected string, received undefined' }],
  } satisfies Shown<typeof answers.problem>,
};
