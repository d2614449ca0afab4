import { type ServedDesk, serveDesk } from './desk.ts';
import type { Bench, Row } from './measure.ts';

const writers = 4;
const forMs = 8_000;
/** As many as an article of this length gets; then the writer goes on to its next article. */
const perArticle = 40;
const articlesEach = 25;

/**
 * Acknowledged decisions a second: four programs with a token each, each on articles of its own, over HTTP, on
 * disk. A correction changes the text, which is checked again before the answer; a comment changes none.
 */
export const writes: Bench = async () => {
  const desk = await serveDesk();
  try {
    const articles = await desk.articles(writers * articlesEach);
    const tokens = await Promise.all(Array.from({ length: writers }, () => desk.token()));
    const mine = (writer: number): string[] => articles.filter((_, at) => at % writers === writer);
    const rows: Row[] = [];
    for (const [what, decide] of [
      ['corrections, text changed and checked again', correct],
      ['comments', comment],
    ] as const) {
      const start = performance.now();
      const counts = await Promise.all(
        tokens.map((token, writer) => decide(desk, token, mine(writer), start + forMs)),
      );
      const count = counts.reduce((sum, one) => sum + one, 0);
      const perSecond = count / ((performance.now() - start) / 1000);
      rows.push({
        what: `${what}: acknowledged a second, ${writers} writers`,
        ours: `${perSecond.toFixed(0)} (${count})`,
        figure: perSecond,
        atLeast: 100,
      });
    }
    return rows;
  } finally {
    await desk.stop();
  }
};

type Segment = { id: string; start: number; text: string; etag: string };
type Article = { segments: { translation: Segment[] } };

/** Puts another word in the place of one, in another paragraph each time. Answers how many were acknowledged. */
async function correct(desk: ServedDesk, token: string, articles: string[], until: number): Promise<number> {
  let count = 0;
  for (const id of articles) {
    const { segments } = await desk.api<Article>(token, 'GET', `/articles/${id}`);
    const etags = new Map(segments.translation.map(segment => [segment.id, segment.etag]));
    for (let at = 0; at < perArticle; at++) {
      if (performance.now() >= until) return count;
      const segment = segments.translation[at % segments.translation.length]!;
      const word = [...segment.text.matchAll(/\p{L}+/gu)][Math.floor(at / segments.translation.length)];
      if (!word) continue;
      const start = segment.start + word.index;
      const answer = await desk.api<{ segments: Segment[] }>(
        token,
        'POST',
        `/articles/${id}/decisions`,
        {
          kind: 'correct',
          start,
          end: start + word[0].length,
          after: `${word[0]} again`,
          category: 'other',
          severity: 'minor',
        },
        { 'If-Match': etags.get(segment.id)! },
      );
      for (const changed of answer.segments) etags.set(changed.id, changed.etag);
      count++;
    }
  }
  return count;
}

async function comment(desk: ServedDesk, token: string, articles: string[], until: number): Promise<number> {
  let count = 0;
  for (const id of articles)
    for (let at = 0; at < perArticle; at++) {
      if (performance.now() >= until) return count;
      const body = { kind: 'comment', segment: at % 10, text: `A word about this paragraph, the ${at}th.` };
      await desk.api(token, 'POST', `/articles/${id}/decisions`, body);
      count++;
    }
  return count;
}
