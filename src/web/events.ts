import type { Review, User } from '../model/index.ts';
import type { Store } from '../store/store.ts';
import type { Say } from '../text/index.ts';
import { articlePresenter } from './present/article-json.ts';

type Log = (event: { event: string } & Record<string, unknown>) => void;
type LogLine = Awaited<ReturnType<Store['entries']>>[number];

/** Who listens to an article. */
export type Listener = {
  readonly article: string;
  /** Whose stream it is: no account takes the places of all others. */
  readonly account: string;
  /** What it came in with. Listeners of one key may hear the same, and are asked about once. */
  readonly key: string;
  /** Whether that key still opens the door. */
  mayHear(): Promise<boolean>;
  /** Takes an event as it is sent, and resolves once there is room for the next. False: nobody listens any more. */
  write(event: string): Promise<boolean>;
  /** Nothing will come any more. */
  end(): void;
};

/** Where a listener stands: `after` is the last line that it has heard, `heard` the state. */
type Place = {
  readonly listener: Listener;
  after: number;
  heard: string;
  /** The article may be in another state than the listener has heard. */
  stateDue: boolean;
  /** Something came while the listener was being told. */
  more: boolean;
  telling: boolean;
};

export type EventsParts = {
  readonly store: Store;
  readonly say: Say;
  readonly log: Log;
  readonly review: (article: string) => Promise<Review | undefined>;
};

/** How often the log is looked at for what other processes wrote. Own changes are told at once. */
const lookMs = 1_000;
const pageSize = 50;
const mostListeners = 1_000;
const mostOfAccount = 20;
/** Of so many articles it is kept at a time what their listeners are told: late ones read it anew. */
const mostRounds = 20;

/**
 * Tells listeners what happens to articles. The log is the source: each listener reads it from where it stands, as
 * fast as it takes the lines, so nothing is missed between two connections, nothing comes twice, nobody waits for
 * a slow one, and nothing piles up for it. What is said is made once for all listeners of an article.
 */
export class Events {
  readonly #parts: EventsParts;
  readonly #places = new Map<Listener, Place>();
  readonly #rounds = new Map<string, Round>();
  readonly #asked = new Map<string, Promise<boolean>>();
  #timer: NodeJS.Timeout | undefined;
  /** What the store said at the last look. */
  #written = '';
  #closed = false;

  constructor(parts: EventsParts) {
    this.#parts = parts;
  }

  /** False: this account, or all together, listen to too much, or the desk is being stopped. */
  hasRoom(account: string): boolean {
    const own = [...this.#places.keys()].filter(listener => listener.account === account);
    return !this.#closed && this.#places.size < mostListeners && own.length < mostOfAccount;
  }

  /** The event that tells how an article is now. Undefined: there is none. */
  async state(article: string): Promise<string | undefined> {
    await this.#look();
    return (await this.#round(article).telling()).state;
  }

  /** Begins with the lines after `after`. `heard`: the state that the listener was told. */
  listen(listener: Listener, { after, heard }: { after: number; heard: string }): void {
    if (this.#closed) {
      listener.end();
      return;
    }
    const place = { listener, after, heard, stateDue: true, more: false, telling: false };
    this.#places.set(listener, place);
    this.#timer ??= setInterval(() => void this.#lookNow(), lookMs).unref();
    void this.#tell(place);
  }

  leave(listener: Listener): void {
    this.#places.delete(listener);
    if (this.#places.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#rounds.clear();
  }

  /** An article has changed, and it is on disk. */
  changed(article: string): void {
    this.#rounds.delete(article);
    for (const place of this.#places.values()) {
      if (place.listener.article !== article) continue;
      place.stateDue = true;
      void this.#tell(place);
    }
  }

  /** Ends every stream: the desk is being stopped. Listeners come back to the next one. */
  close(): void {
    this.#closed = true;
    for (const listener of [...this.#places.keys()]) this.#end(listener);
  }

  async #lookNow(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      this.#parts.log({ event: 'events-not-read', detail: String(error) });
    }
  }

  /** After anything was written, by whichever process, everybody reads on. */
  async #look(): Promise<void> {
    const written = await this.#parts.store.state();
    if (written === this.#written) return;
    this.#written = written;
    this.#rounds.clear();
    for (const place of this.#places.values()) void this.#tell(place);
  }

  /** A listener is told by one teller at a time, or a line would come twice; that one goes round again. */
  async #tell(place: Place): Promise<void> {
    place.more = true;
    if (place.telling) return;
    place.telling = true;
    try {
      while (place.more && this.#listens(place)) {
        place.more = false;
        await this.#tellNews(place);
      }
    } catch (error) {
      this.#parts.log({ event: 'events-not-told', detail: String(error) });
      // It comes back with the number of the last line that it heard.
      this.#rounds.delete(place.listener.article);
      this.#end(place.listener);
    } finally {
      place.telling = false;
    }
  }

  async #tellNews(place: Place): Promise<void> {
    const { listener } = place;
    for (;;) {
      const { lines, isLast } = await this.#round(listener.article).page(place.after);
      if (lines.length === 0 && !place.stateDue) return;
      if (!(await this.#mayHear(listener))) return this.#end(listener);
      for (const { seq, event, ends } of lines) {
        if (!this.#listens(place)) return;
        if (!(await listener.write(event))) return this.leave(listener);
        place.after = seq;
        place.stateDue = true;
        if (ends) return this.#end(listener);
      }
      if (isLast) break;
    }
    place.stateDue = false;
    const { state } = await this.#round(listener.article).telling(place.after);
    if (state === undefined || state === place.heard || !this.#listens(place)) return;
    place.heard = state;
    if (!(await listener.write(state))) this.leave(listener);
  }

  #listens({ listener }: Place): boolean {
    return this.#places.has(listener);
  }

  #end(listener: Listener): void {
    if (!this.#places.has(listener)) return;
    this.leave(listener);
    listener.end();
  }

  /** Asks once for all that come with the same key at the same time. */
  #mayHear({ key, mayHear }: Listener): Promise<boolean> {
    const asked = this.#asked.get(key) ?? mayHear().finally(() => this.#asked.delete(key));
    this.#asked.set(key, asked);
    return asked;
  }

  #round(article: string): Round {
    const round = this.#rounds.get(article) ?? new Round(this.#parts, article);
    this.#rounds.delete(article);
    this.#rounds.set(article, round);
    for (const oldest of this.#rounds.keys()) {
      if (this.#rounds.size <= mostRounds) break;
      this.#rounds.delete(oldest);
    }
    return round;
  }
}

/** A line of the log as it is sent. `ends`: nothing comes after it. */
type ToldLine = { readonly seq: number; readonly event: string; readonly ends: boolean };
type Page = { readonly lines: readonly ToldLine[]; readonly isLast: boolean };
/** What an article's state and lines say, for all lines up to number `upTo`. */
type Telling = {
  readonly upTo: number;
  readonly state: string | undefined;
  line(line: LogLine): ToldLine;
};

/** What all listeners of an article are told between two changes of it. It is made when the first one asks. */
class Round {
  readonly #parts: EventsParts;
  readonly #article: string;
  #telling: Promise<Telling> | undefined;
  /** The page that was asked for last: listeners mostly stand at the same line. */
  #page: { readonly after: number; readonly page: Promise<Page> } | undefined;

  constructor(parts: EventsParts, article: string) {
    this.#parts = parts;
    this.#article = article;
  }

  /** Made anew when another process has written more than the present one knows. */
  async telling(upTo = 0): Promise<Telling> {
    this.#telling ??= this.#tellingNow();
    const present = this.#telling;
    const telling = await present;
    if (telling.upTo >= upTo) return telling;
    if (this.#telling === present) this.#telling = undefined;
    return this.telling(upTo);
  }

  /** The lines from after a number. */
  page(after: number): Promise<Page> {
    if (this.#page?.after === after) return this.#page.page;
    const kept = { after, page: this.#read(after) };
    this.#page = kept;
    // More may be written behind the last page.
    const forget = () => {
      if (this.#page === kept) this.#page = undefined;
    };
    kept.page.then(({ isLast }) => isLast && forget(), forget);
    return kept.page;
  }

  async #read(after: number): Promise<Page> {
    const lines = await this.#parts.store.entries({ article: this.#article, after, limit: pageSize });
    const last = lines.at(-1);
    if (!last) return { lines: [], isLast: true };
    const telling = await this.telling(last.seq);
    return { lines: lines.map(telling.line), isLast: lines.length < pageSize };
  }

  async #tellingNow(): Promise<Telling> {
    const { store, say, review } = this.#parts;
    const upTo = await store.lastSeq();
    const now = await review(this.#article);
    const users = new Map((await store.users()).map(user => [user.id, user]));
    const presenter = articlePresenter(say, id => users.get(id));
    const history = new Map(now?.history.map(item => [item.id, item]));
    return {
      upTo,
      state: now && asEvent('article', stateOf(now)),
      line(line) {
        const item = history.get(line.id);
        const event = item
          ? asEvent('decision', presenter.history(item), line.seq)
          : asEvent(otherEvents[line.kind] ?? line.kind, told(line, users), line.seq);
        return { seq: line.seq, event, ends: line.kind === 'remove' };
      },
    };
  }
}

function asEvent(event: string, data: object, seq?: number): string {
  const id = seq === undefined ? '' : `id: ${seq}\n`;
  return `${id}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function stateOf({ etag, state, archived, analysis, checked, tally }: Review): object {
  const { critical, major, minor } = tally;
  return { etag, state, archived, analysis, checked, open: { critical, major, minor } };
}

const otherEvents: Readonly<Record<string, string>> = { 'set-text': 'text', remove: 'removed' };

/** What a line says that is no decision: which text, by whom. */
function told({ id, by, at, payload }: LogLine, users: ReadonlyMap<string, User>): object {
  const { role, hash } = (payload ?? {}) as { role?: string; hash?: string };
  const name = users.get(by)?.name ?? by;
  return { id, by: name, at, ...(role !== undefined && { role }), ...(hash !== undefined && { hash }) };
}
