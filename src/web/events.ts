import type { Store } from '../store/store.ts';

type Log = (event: { event: string } & Record<string, unknown>) => void;

/** A line of the log about an article, as a stream tells it. */
export type LogLine = Awaited<ReturnType<Store['entries']>>[number];

/**
 * Who listens to an article. `lines`: what came since, in order, each line once. `present`: something changed that
 * is no line of the log, e.g. the checks have read the text.
 */
export type Listener = {
  readonly article: string;
  lines(lines: readonly LogLine[]): Promise<void> | void;
  present(): Promise<void> | void;
  /** Nothing will come any more. */
  end(): void;
};

/** How often the log is looked at for what other processes wrote. Own changes are told at once. */
const lookMs = 1_000;
const pageSize = 200;
const mostListeners = 1_000;

/**
 * Tells listeners what happens to articles. The log is the source: a listener says which line it has read last and
 * gets every later one, so nothing is missed between two connections and nothing comes twice.
 */
export class Events {
  readonly #store: Store;
  readonly #log: Log;
  readonly #listeners = new Map<Listener, number>();
  /** Rounds run one after the other: two at once would tell a line twice. */
  #round: Promise<void> = Promise.resolve();
  #waiting = false;
  #timer: NodeJS.Timeout | undefined;
  #lastSeq = 0;
  #closed = false;

  constructor({ store, log }: { store: Store; log: Log }) {
    this.#store = store;
    this.#log = log;
  }

  /** False: there are too many listeners, or the desk is being stopped. */
  hasRoom = (): boolean => !this.#closed && this.#listeners.size < mostListeners;

  /** Begins with the lines after `after`. */
  listen(listener: Listener, after: number): void {
    if (this.#closed) {
      listener.end();
      return;
    }
    this.#listeners.set(listener, after);
    this.#timer ??= setInterval(() => void this.#look(), lookMs).unref();
    this.#tellLines();
  }

  leave(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** An article has changed, and it is on disk. */
  changed(article: string): void {
    if (this.#listeners.size === 0) return;
    this.#tellLines();
    this.#next(async () => {
      for (const listener of [...this.#listeners.keys()])
        if (listener.article === article) await listener.present();
    });
  }

  /** Ends every stream: the desk is being stopped. Listeners come back to the next one. */
  close(): void {
    this.#closed = true;
    for (const listener of [...this.#listeners.keys()]) {
      this.leave(listener);
      listener.end();
    }
  }

  async #look(): Promise<void> {
    try {
      const last = await this.#store.lastSeq();
      if (last !== this.#lastSeq) this.#tellLines();
      this.#lastSeq = last;
    } catch (error) {
      this.#log({ event: 'events-not-read', detail: String(error) });
    }
  }

  /** Calls while a round waits to start share it: it will read everything written until then. */
  #tellLines(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#next(async () => {
      this.#waiting = false;
      for (const article of new Set([...this.#listeners.keys()].map(({ article }) => article)))
        await this.#tellArticle(article);
    });
  }

  async #tellArticle(article: string): Promise<void> {
    for (;;) {
      const all = [...this.#listeners].filter(([listener]) => listener.article === article);
      if (all.length === 0) return;
      const after = Math.min(...all.map(([, seq]) => seq));
      const lines = await this.#store.entries({ article, after, limit: pageSize });
      const last = lines.at(-1)?.seq;
      if (last === undefined) return;
      for (const [listener, seq] of all) {
        const news = lines.filter(line => line.seq > seq);
        if (news.length) await listener.lines(news);
        if (this.#listeners.has(listener)) this.#listeners.set(listener, Math.max(seq, last));
      }
      if (lines.length < pageSize) return;
    }
  }

  #next(work: () => Promise<void>): void {
    this.#round = this.#round
      .then(work)
      .catch(error => this.#log({ event: 'events-not-told', detail: String(error) }));
  }
}
