import type { ArticleState } from '../../model/index.ts';
import type { ArticleFilter, Store } from '../../store/store.ts';
import { type Action, actor, namesOf, query } from '../context.ts';
import { actorMay } from '../desk.ts';
import { listPresenter } from '../present/list.ts';

const pageSize = 25;
const laterSize = 5;
const twoDaysMs = 48 * 3600_000;

type Counts = Awaited<ReturnType<Store['countArticles']>>;
type Shelf = {
  readonly id: string;
  readonly states: readonly ArticleState[];
  readonly archived?: true;
  /** What is handed in stands here, too, when changes of it came back. */
  readonly orCameBack?: true;
};

const everyState: readonly ArticleState[] = ['in-review', 'submitted', 'returned', 'approved'];

/** The tabs in their order. What waits for a reviewer is mending; for an approver handed-in work, too. */
function shelvesFor(mayReview: boolean, mayApprove: boolean): Shelf[] {
  const waiting: ArticleState[] = ['in-review', 'returned', ...(mayApprove ? (['submitted'] as const) : [])];
  return [
    ...(mayReview
      ? [{ id: 'waiting', states: waiting, ...(!mayApprove && { orCameBack: true as const }) }]
      : []),
    { id: 'in-review', states: ['in-review', 'returned'] },
    { id: 'handed-in', states: ['submitted'] },
    { id: 'approved', states: ['approved'] },
    { id: 'all', states: everyState },
    { id: 'archived', states: everyState, archived: true },
  ];
}

const countOn = ({ states, archived, orCameBack }: Shelf, counts: Counts): number =>
  archived
    ? counts.archived
    : states.reduce((sum, state) => sum + counts[state], orCameBack ? counts.cameBack : 0);

/** `GET /articles?show=&q=&cursor=`: the first page that people see. */
export const showList: Action = async ({ store, say, now }, request, response) => {
  const who = actor(request);
  const mayReview = actorMay(who, 'review');
  const mayApprove = actorMay(who, 'approve');
  const q = query(request, 'q')?.trim() || undefined;
  // An address that somebody cut short still shows a list: the first page of it.
  const asCursor = query(request, 'cursor');
  const cursor = asCursor !== undefined && /^\d{1,15}$/.test(asCursor) ? asCursor : undefined;
  const shelves = shelvesFor(mayReview, mayApprove);
  const asked = query(request, 'show') ?? (q === undefined ? shelves[0]!.id : 'all');
  const shelf = shelves.find(({ id }) => id === asked) ?? shelves[0]!;
  const counts = await store.countArticles();
  const filter: ArticleFilter = {
    ...(shelf.states !== everyState && { state: shelf.states }),
    ...(shelf.orCameBack && { orCameBack: true }),
    archived: shelf.archived ?? false,
    ...(q !== undefined && { q }),
    ...(cursor !== undefined && { cursor }),
    limit: pageSize,
  };
  const { articles, next } = await store.articles(filter);
  const present = listPresenter(say, await namesOf(store), { id: who.user.id, mayReview, mayApprove });
  const address = (params: { show?: string; q?: string | undefined; cursor?: string }): string =>
    `/articles?${new URLSearchParams(Object.entries({ show: shelf.id, q, ...params }).filter((pair): pair is [string, string] => pair[1] !== undefined))}`;
  response.render('list', {
    pageTitle: say({ key: 'page.list' }),
    scripts: ['list.js'],
    user: who.user,
    atList: true,
    mayAdd: mayReview,
    q,
    searchIn: shelf.archived ? shelf.id : 'all',
    tabs: shelves
      .filter(one => !one.archived || counts.archived > 0 || one === shelf)
      .map(one => ({
        href: address({ show: one.id }),
        label: say({ key: `list.${one.id}` }),
        count: countOn(one, counts),
        current: one === shelf,
      })),
    rows: articles.map(present.row),
    ...(next !== undefined && { older: address({ cursor: next }) }),
    ...(cursor !== undefined && { newest: address({}) }),
    ...(articles.length === 0 && { empty: emptyList() }),
    ...(shelf.id === 'waiting' && !q && !cursor && { lately: await latelyDone() }),
  });

  function emptyList() {
    const inAll = address({ show: 'all' });
    if (q !== undefined)
      return {
        heading: say({ key: 'list.empty-search', params: { q } }),
        how: say({ key: 'list.empty-search-how' }),
        ...(shelf.id === 'all'
          ? { other: { href: '/articles', label: say({ key: 'list.show-all' }) } }
          : { other: { href: inAll, label: say({ key: 'list.search-all' }) } }),
      };
    const total = countOn({ id: 'all', states: everyState }, counts);
    const key =
      cursor !== undefined ? 'all' : total > 0 || shelf.archived ? shelf.id : mayReview ? 'desk' : 'reader';
    return {
      heading: say({ key: `list.empty-${key}` }),
      how: say({ key: `list.empty-${key}-how`, params: { n: total } }),
      ...(mayReview && !shelf.archived && { mayAdd: true }),
      ...(counts.approved > 0 &&
        shelf.id === 'waiting' && {
          other: { href: address({ show: 'approved' }), label: say({ key: 'list.approved' }) },
        }),
    };
  }

  /** What has left this person's hands lately, so that nobody wonders where it went. */
  async function latelyDone() {
    const state = everyState.filter(state => !shelf.states.includes(state));
    const later = await store.articles({ state, limit: laterSize });
    const since = now().getTime() - twoDaysMs;
    const rows = later.articles.filter(
      ({ changedAt, returned }) => Date.parse(changedAt) > since && !(shelf.orCameBack && returned > 0),
    );
    if (rows.length === 0) return undefined;
    return {
      heading: say({ key: mayApprove ? 'list.lately-approved' : 'list.lately' }),
      rows: rows.map(present.row),
    };
  }
};
