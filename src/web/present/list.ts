import type { User } from '../../model/index.ts';
import type { ArticleRow } from '../../store/store.ts';
import type { Say } from '../../text/index.ts';
import { chipOf } from './chip.ts';
import { shortName } from './names.ts';

type Viewer = { readonly id: string; readonly mayReview: boolean; readonly mayApprove: boolean };

/** Puts list rows into words for one reader of the list. */
export function listPresenter(say: Say, user: (id: string) => User | undefined, viewer: Viewer) {
  const nameOf = shortName(user);

  const row = (article: ArticleRow) => {
    const { id, title, tally, verdict, changedAt, analysisState: analysis, state, archived, last } = article;
    const { returned: cameBack } = article;
    const untouched = last.kind === 'import' || last.kind === 'set-text';
    const href = `/articles/${id}`;
    return {
      href,
      title,
      meta: metaOf(article),
      ...(!article.comparable &&
        viewer.mayReview &&
        !archived &&
        state !== 'approved' && { addSecond: `${href}/comparable` }),
      held: analysis === 'held' && !archived,
      failed: analysis === 'failed' && !archived,
      ...(state === 'returned' && verdict && { returned: returnedNote(verdict) }),
      ...(cameBack > 0 &&
        state !== 'approved' &&
        !archived && { cameBack: say({ key: 'list.came-back', params: { n: cameBack } }) }),
      ...(tally.total > 0 ? { tally: tallyOf(article) } : { noTally: emptyTally(article) }),
      chip: chipOf({ state, archived, analysis, untouched }, say),
      who: analysis === 'held' ? '' : whoOf(article, untouched),
      ...(state === 'submitted' && viewer.mayApprove && !archived && { approve: `${href}/approve` }),
      ...(state === 'approved' && { export: `${href}/export` }),
      changedAt,
    };
  };

  function metaOf({ wordCount, comparable, linkedCount: linked }: ArticleRow): string {
    const words = say({ key: 'list.words', params: { n: wordCount } });
    if (!comparable) return `${words} ${say({ key: 'list.alone' })}`;
    const name = comparable.name ?? say({ key: 'list.unnamed' });
    const paragraphs = say({ key: 'list.paragraphs', params: { n: comparable.segmentCount } });
    return `${words} ${say({ key: 'list.against', params: { name, paragraphs, linked } })}`;
  }

  const returnedNote = ({ by, reason }: NonNullable<ArticleRow['verdict']>) => ({
    heading:
      by === viewer.id
        ? say({ key: 'list.returned-by-you' })
        : say({ key: 'list.returned-by', params: { name: nameOf(by) } }),
    reason,
  });

  function tallyOf({ tally }: ArticleRow) {
    const { critical, major, minor, decided, total } = tally;
    const counts = (['critical', 'major', 'minor'] as const)
      .filter(severity => tally[severity] > 0)
      .map(severity => ({
        severity,
        said: say({ key: `list.${severity}`, params: { n: tally[severity] } }),
      }));
    return {
      decided,
      of: say({ key: 'list.decided', params: { total } }),
      bar: barOf({ done: decided, critical, major, minor }),
      counts,
    };
  }

  function emptyTally({ analysisState }: ArticleRow): string {
    if (analysisState === 'pending') return say({ key: 'list.reading' });
    return say({ key: analysisState === 'done' ? 'list.nothing-found' : 'list.not-checked' });
  }

  function whoOf({ state, verdict, last }: ArticleRow, untouched: boolean): string {
    if (state === 'in-review') {
      if (untouched) return say({ key: 'list.nobody' });
      if (last.by === viewer.id) return say({ key: 'list.you-last' });
      return say({ key: 'list.last', params: { name: nameOf(last.by) } });
    }
    if (!verdict) return '';
    if (verdict.by === viewer.id) return say({ key: 'list.by-you' });
    return say({ key: 'list.by', params: { name: nameOf(verdict.by) } });
  }

  return { row };
}

const barWidth = 240;
const barGap = 1;

/**
 * The parts of the progress bar in order, as x and width of a drawing `barWidth` wide. Each part that is there
 * at all is at least two units wide, so that one critical finding among a hundred is seen.
 */
function barOf(parts: Record<'done' | 'critical' | 'major' | 'minor', number>) {
  const present = Object.entries(parts).filter(([, count]) => count > 0);
  const sum = present.reduce((total, [, count]) => total + count, 0);
  const least = 2 + barGap;
  const free = barWidth - least * present.length;
  let x = 0;
  return present.map(([part, count]) => {
    const width = least + (free * count) / sum;
    const drawn = { part, x: rounded(x), width: rounded(width - barGap) };
    x += width;
    return drawn;
  });
}

const rounded = (units: number): number => Math.round(units * 10) / 10;
