import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AnalysisFailed, type Analyst } from '../analysis/index.ts';
import { isDecisionKind } from '../review/index.ts';
import type { Store, Write } from '../store/store.ts';

/** A request that has been answered. `route`: its row in the route table, e.g. `/articles/:id`. */
export type Answered = { method: string; route: string; status: number; seconds: number };

/**
 * Counts what a desk does, for GET /metrics in the text format of Prometheus. Labels are route patterns, methods,
 * statuses and kinds: no ids, no names, no words of an article. Each app has its own, so that two in one process
 * do not mix.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #underWay: Gauge<'kind'>;
  readonly #analyses: Counter<'kind' | 'outcome'>;
  readonly #decisions: Counter<'kind'>;
  #ofProcess = false;

  constructor(store: Store) {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: 'walnuts_http_request_duration_seconds',
      help: 'Requests by route, and how long the answers took; of event streams, until they ended.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
      registers,
    });
    this.#underWay = new Gauge({
      name: 'walnuts_analyses_under_way',
      help: 'Texts that are being checked or aligned, or wait for it.',
      labelNames: ['kind'],
      registers,
    });
    this.#analyses = new Counter({
      name: 'walnuts_analyses_total',
      help: 'Texts checked or aligned since the start: done, or failed for time, memory or a fault.',
      labelNames: ['kind', 'outcome'],
      registers,
    });
    this.#decisions = new Counter({
      name: 'walnuts_decisions_total',
      help: 'Decisions kept by this server since its start.',
      labelNames: ['kind'],
      registers,
    });
    new Gauge({
      name: 'walnuts_log_lines',
      help: 'Lines of the log.',
      registers,
      async collect() {
        this.set(await store.lastSeq());
      },
    });
    new Gauge({
      name: 'walnuts_articles',
      help: 'Articles by state; archived ones and those with changes that came back besides.',
      labelNames: ['state'],
      registers,
      async collect() {
        for (const [state, count] of Object.entries(await store.countArticles())) this.set({ state }, count);
      },
    });
  }

  answered({ method, route, status, seconds }: Answered): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  /** The store, with decisions counted once they are on disk. */
  countStore(store: Store): Store {
    return {
      ...store,
      change: async (id, judge, options) => {
        let write: Write<unknown> | undefined;
        const answer = await store.change(
          id,
          (record, nextSeq) => {
            const judged = judge(record, nextSeq);
            write = judged;
            return judged;
          },
          options,
        );
        for (const { kind } of write?.append ?? []) if (isDecisionKind(kind)) this.#decisions.inc({ kind });
        return answer;
      },
    };
  }

  /** The analyst, with its work counted. */
  countAnalyst(analyst: Analyst): Analyst {
    return {
      ...analyst,
      analyse: input => this.#counted('analyse', analyst.analyse(input)),
      align: job => this.#counted('align', analyst.align(job)),
    };
  }

  async #counted<T>(kind: string, work: Promise<T>): Promise<T> {
    this.#underWay.inc({ kind });
    try {
      const answer = await work;
      this.#analyses.inc({ kind, outcome: 'done' });
      return answer;
    } catch (error) {
      this.#analyses.inc({ kind, outcome: error instanceof AnalysisFailed ? error.reason : 'fault' });
      throw error;
    } finally {
      this.#underWay.dec({ kind });
    }
  }

  /** All figures as they stand now, and the media type that they come in. */
  async read(): Promise<{ type: string; body: string }> {
    // Watching the process costs a little all the time: only for those who ask.
    if (!this.#ofProcess) collectDefaultMetrics({ register: this.#registry });
    this.#ofProcess = true;
    return { type: this.#registry.contentType, body: await this.#registry.metrics() };
  }
}
