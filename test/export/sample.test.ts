import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleSchema } from '../../src/export/index.ts';
import { type Correction, type Review, touches } from '../../src/model/index.ts';
import { isOpen } from '../../src/review/index.ts';
import { act, handIn, reviewOf } from '../support/handed-in.ts';
import { sample, startDesk, type TestDesk } from '../support/web.ts';
import {
  blocks,
  hasOffice,
  hasPandoc,
  letters,
  pandoc,
  paragraphsOf,
  readMarkdown,
  readWord,
  words,
} from './readers.ts';

/** The sample article through the real checks, two reviewers and an approver; then what each format's reader reads. */

let desk: TestDesk;
let review: Review;
const files: Record<string, Buffer> = {};
const formats = ['txt', 'md', 'html', 'docx', 'docx-tracked', 'json', 'csv'];
const namesById = new Map<string, string>();

beforeAll(async () => {
  const start = Date.parse('2026-03-01T08:00:00.000Z');
  let acts = 0;
  // Every act has its own second, so that a tracked change names its correction by its date.
  desk = await startDesk({ analyst: 'threads', now: () => new Date(start + 1000 * acts++) });
  const id = await desk.article({ translation: { text: sample.translation, engine: 'Engine 5' } });
  const [marta, luis, ana] = [
    await desk.user('reviewer'),
    await desk.user('reviewer', 'Luis Peña & “Co”'),
    await desk.user('approver'),
  ];
  for (const user of [marta, luis, ana]) namesById.set(user.id, user.fullName);
  const { findings } = await reviewOf(desk, id);
  for (const finding of findings.filter((_, index) => index % 3 === 0)) {
    const now = await reviewOf(desk, id);
    const open = now.findings.find(other => other.id === finding.id);
    if (!open?.suggestions[0] || !isOpen(open)) continue;
    if (now.corrections.some(correction => touches(correction, open))) continue;
    await act(desk, id, luis, { kind: 'accept', finding: open.id, suggestion: 0 });
  }
  // What no detector asks for: a paragraph joined to the one before, and one put in.
  const write = async (before: string, after: string) => {
    const from = sample.translation.indexOf(before);
    const change = {
      start: from,
      end: from + before.length,
      after,
      category: 'other',
      severity: 'minor',
    } as const;
    const { segments, etag } = await reviewOf(desk, id);
    const own = segments.translation.findLast(segment => segment.start <= from)?.etag ?? etag;
    const answer = await desk.desk.decide(id, [{ kind: 'correct', ...change }], { user: luis }, own);
    expect(answer).not.toHaveProperty('refusal');
  };
  await write('in addition to CBP.\n\nThe purpose', 'in addition to CBP. Its purpose');
  await write('for drug cartels.', 'for drug cartels.\n\nThe cartels buy them.');
  const { corrections } = await handIn(desk, id, marta);
  for (const correction of corrections)
    await act(desk, id, ana, { kind: 'approve', correction: correction.id });
  await act(desk, id, ana, { kind: 'approve' });
  review = await reviewOf(desk, id);
  const agent = await desk.agent('reader');
  for (const format of formats) {
    const { body } = await agent
      .get(`/api/v1/articles/${id}/export?format=${format}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(Buffer.from(chunk)));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    files[format] = body;
  }
}, 60_000);
afterAll(() => desk.close());

const file = (format: string): Buffer => files[format]!;
const corrected = (): string[] => paragraphsOf(review.currentText);
const imported = (): string[] => paragraphsOf(sample.translation);

describe('the sample article, signed off', () => {
  it('was corrected by two people, over paragraph breaks, too', () => {
    expect(review.state).toBe('approved');
    expect(review.corrections.length).toBeGreaterThan(12);
    expect(new Set(review.corrections.map(({ by }) => by)).size).toBe(2);
    expect(corrected()).toContain('The cartels buy them.');
    expect(review.currentText).toContain('Nogales');
  });

  it('txt', () => {
    expect(file('txt').toString()).toBe(review.currentText);
  });

  it('md, read by marked', () => {
    const read = readMarkdown(file('md').toString());
    expect(read.map(withoutTag)).toEqual(corrected());
    expect(read[0]).toMatch(/^h1 /);
    expect(read.filter(block => block.startsWith('h2 ')).length).toBeGreaterThan(1);
  });

  it('html, read by parse5', () => {
    const read = blocks(file('html').toString());
    expect(read.map(withoutTag)).toEqual(corrected());
    expect(read).toEqual(readMarkdown(file('md').toString()));
  });

  it('docx, read by mammoth', async () => {
    const { value, messages } = await mammoth.convertToHtml({ buffer: file('docx') });
    expect(messages).toEqual([]);
    expect(blocks(value)).toEqual(blocks(file('html').toString()));
  });

  it('docx-tracked, read by mammoth and by the rules of Word', async () => {
    const { value } = await mammoth.extractRawText({ buffer: file('docx-tracked') });
    expect(paragraphsOf(value)).toEqual(corrected());
    expect(await readWord(file('docx-tracked'), 'accept')).toEqual(corrected());
    expect(await readWord(file('docx-tracked'), 'reject')).toEqual(imported());
  });

  it('json, read by its schema', () => {
    const json = JSON.parse(file('json').toString());
    expect(new Ajv2020({ strict: true }).validate(articleSchema, json)).toBe(true);
    expect(json).toMatchObject({ draft: false, text: review.currentText });
    expect(json.corrections).toHaveLength(review.corrections.length);
  });

  it('csv, read by csv-parse: each correction, who entered and who approved it', () => {
    const rows: Record<string, string>[] = parse(file('csv'), { columns: true });
    expect(rows).toEqual(
      review.corrections.map(correction => ({
        article: review.id,
        segment: String(correction.segment),
        start: String(correction.start),
        end: String(correction.end),
        before: correction.before,
        after: correction.after,
        category: correction.category,
        severity: correction.severity,
        detector: correction.detector ?? '',
        reviewer: namesById.get(correction.by),
        decided: correction.at,
        approver: 'Ana Salcedo',
        approved: correction.verdict?.at,
        engine: 'Engine 5',
      })),
    );
    let text = sample.translation;
    for (const { start, end, after } of rows.toReversed())
      text = text.slice(0, Number(start)) + after + text.slice(Number(end));
    expect(text).toBe(review.currentText);
  });
});

const withoutTag = (block: string): string => block.replace(/^\w+ /, '');

describe.runIf(hasPandoc())('the sample article, read by pandoc', () => {
  it.each([
    ['md', 'commonmark'],
    ['md', 'gfm'],
    ['html', 'html'],
    ['docx', 'docx'],
  ])('%s, as %s', (format, from) => {
    expect(paragraphsOf(pandoc(file(format), from))).toEqual(corrected());
  });

  it('docx-tracked, all changes accepted: the corrected text', () => {
    expect(paragraphsOf(pandoc(file('docx-tracked'), 'docx', '--track-changes=accept'))).toEqual(corrected());
  });

  it('docx-tracked, all changes rejected: the import, paragraph by paragraph', () => {
    expect(paragraphsOf(pandoc(file('docx-tracked'), 'docx', '--track-changes=reject'))).toEqual(imported());
  });

  it('docx-tracked, with all changes: every correction by the person who entered it', () => {
    const changes = trackedChanges(pandoc(file('docx-tracked'), 'docx', '--track-changes=all', '-t', 'json'));
    const byDate = Map.groupBy(changes, ({ date }) => date);
    const dateOf = ({ at }: Correction): string => at.replace('.000Z', 'Z');
    expect([...byDate.keys()].sort()).toEqual(review.corrections.map(dateOf).sort());
    for (const correction of review.corrections) {
      const own = byDate.get(dateOf(correction))!;
      for (const { author } of own) expect(author).toBe(namesById.get(correction.by));
      for (const { kind, text } of own)
        expect(letters(kind === 'insertion' ? correction.after : correction.before)).toContain(letters(text));
      const paragraphs = paragraphsOf(correction.before).length;
      if (paragraphsOf(correction.after).length < paragraphs)
        expect(own.map(({ kind }) => kind)).toContain('paragraph-deletion');
    }
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(
      new Set(['insertion', 'deletion', 'paragraph-insertion', 'paragraph-deletion']),
    );
  });
});

type Change = { kind: string; author: string; date: string; text: string };

/** The tracked changes in pandoc's own JSON, in order. */
function trackedChanges(json: string): Change[] {
  const changes: Change[] = [];
  const textOf = (node: unknown): string => {
    if (Array.isArray(node)) return node.map(textOf).join('');
    if (typeof node !== 'object' || node === null || !('t' in node)) return '';
    const { t, c } = node as { t: string; c?: unknown };
    return t === 'Str' ? String(c) : t === 'Space' || t === 'SoftBreak' ? ' ' : textOf(c);
  };
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { t, c } = node as { t?: string; c?: unknown };
    if (t === 'Span') {
      const [[, [kind], attributes], inside] = c as [[string, string[], [string, string][]], unknown];
      const { author = '', date = '' } = Object.fromEntries(attributes);
      if (kind && author) changes.push({ kind, author, date, text: textOf(inside) });
    }
    Object.values(node).forEach(walk);
  };
  walk((JSON.parse(json) as { blocks: unknown }).blocks);
  return changes;
}

describe.runIf(hasOffice())('the sample article, read by LibreOffice', () => {
  it('docx-tracked opens, with the words of the corrected text in it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'walnuts-office-'));
    writeFileSync(join(folder, 'tracked.docx'), file('docx-tracked'));
    const { status } = spawnSync(
      'soffice',
      ['--headless', '--convert-to', 'txt:Text', '--outdir', folder, 'tracked.docx'],
      {
        cwd: folder,
      },
    );
    expect(status).toBe(0);
    expect(words(readFileSync(join(folder, 'tracked.txt'), 'utf8'))).toContain('Nogales');
  });
});
