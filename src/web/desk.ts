import { createHash } from 'node:crypto';
import { type AlignJob, AnalysisFailed, type Analyst } from '../analysis/index.ts';
import {
  type Alignment,
  type ArticleRecord,
  carriedOver,
  contains,
  type DeskDismissal,
  mayRole,
  noAlignment,
  type Permission,
  type PipelineInput,
  type Refusal,
  type Review,
  refuseText,
  type SavedAnalysis,
  type Segment,
  type SegmentKind,
  scopeHolds,
  type Text,
  type TextDetails,
  type TextRole,
  type User,
} from '../model/index.ts';
import {
  articleEtag,
  type CarriedOver,
  carryLinks,
  carryOver,
  type DecisionContext,
  type DecisionRequest,
  decide,
  foldDecisions,
  Projection,
  reviewArticle,
  sameEtag,
} from '../review/index.ts';
import type { NewEntry, Remembered, Store, Summary, Write } from '../store/store.ts';
import { cutText, type ImportRefusal, languageOf, refuseSegments } from '../text/index.ts';

/** A text as it comes in: words, details, and how it was cut where a person had a say in it. */
export type TextInput = TextDetails & {
  readonly text: string;
  readonly segments?: readonly { start: number; end: number; kind: SegmentKind }[] | undefined;
};
export type ArticleInput = {
  readonly title?: string | undefined;
  readonly translation: TextInput;
  readonly comparable?: TextInput | undefined;
  readonly source?: TextInput | undefined;
};

export type NewArticle = { readonly id: string; readonly etag: string };

export type TextRoleIn = 'translation' | 'comparable' | 'source';
/** Why an article or text was not taken: which text, and what is wrong with it. */
export type InputRefusal = (ImportRefusal | { code: 'segments' | 'spanish' }) & { readonly role: TextRole };

/** Who acts: a person, and what the door that they came through lets them do. */
export type Actor = { readonly user: User; readonly scope?: Permission | undefined };
export const actorMay = (actor: Actor, needed: Permission): boolean =>
  mayRole(actor.user.role, needed) && (actor.scope === undefined || scopeHolds(actor.scope, needed));

export type Decided = {
  readonly decisions: readonly { id: string; kind: string }[];
  /** Whether what is dismissed on the whole desk has changed. */
  readonly rulesChanged: boolean;
  readonly before: Review;
  readonly after: Review;
};
/** A text set; of a newer translation also what became of the decisions on the one before (`before`). */
export type TextSet = {
  readonly review: Review;
  readonly carried?: CarriedOver & { readonly before: Review };
};
export type DecideAnswer = Decided | { readonly refusal: Refusal; readonly present?: Review };

/** A text of the archive as it was taken. `segments`: how many. */
export type KeptText = Pick<Text, 'id' | 'hash' | 'language'> & { readonly segments: number };

export type DeskParts = {
  readonly store: Store;
  readonly analyst: Analyst;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: (event: { event: string } & Record<string, unknown>) => void;
  /** Told after each change of an article that is on disk, so that who looks at it can be told. */
  readonly changed?: (article: string) => void;
};

/** What a run of the checks led to; nothing when it was overtaken, or its article is gone. */
type Checked = Review | undefined;

/** How long an answer waits for the checks to read the changed text again; they go on behind it. */
const recheckWaitMs = 5_000;

/**
 * What the desk can do with articles, for pages, API and command line alike. It stores first and checks after:
 * an article is kept before it is analysed, a decision is on disk before the checks read the text again.
 */
export class Desk {
  readonly #parts: DeskParts;
  /** Per article: the run under way, and one that waits to start and will see everything stored until then. */
  readonly #runs = new Map<string, { current: Promise<Checked>; next?: Promise<Checked> }>();

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** Keeps an article and starts its analysis. Answers its id, or why a text cannot be taken. */
  async createArticle(
    input: ArticleInput,
    by: string,
    remember?: (made: NewArticle) => Remembered,
  ): Promise<NewArticle | { refused: InputRefusal }> {
    const id = this.#parts.newId();
    const texts: Text[] = [];
    for (const role of ['translation', 'comparable', 'source'] as const) {
      const given = input[role];
      if (!given) continue;
      const text = this.#makeText(given, role);
      if ('refused' in text) return text;
      texts.push(text);
    }
    const title = input.title?.trim() ? input.title : titleOf(texts[0]!);
    const entry = this.#entry(by, 'import', id, {
      title,
      texts: texts.map(({ id, role, hash, name }) => ({ id, role, hash, name })),
    });
    const version = await this.#parts.store.addArticle(
      { id, title, texts, entry },
      { remember: remember && (version => remember({ id, etag: articleEtag(version) })) },
    );
    void this.analyse(id);
    return { id, etag: articleEtag(version) };
  }

  /**
   * Adds or replaces a text of an article, and has it analysed again. A newer translation takes the decisions on
   * the one before over to its own words; those that have no place in it are listed.
   */
  async setText(
    id: string,
    role: TextRoleIn,
    input: TextInput,
    actor: Actor,
    ifMatch: string | undefined,
    remember?: (set: TextSet) => Remembered,
  ): Promise<TextSet | { refused: InputRefusal } | { refusal: Refusal; present?: Review }> {
    // Cut before the store is asked: a long text holds nobody up.
    const text = this.#makeText(input, role);
    if ('refused' in text) return text;
    type Answer = TextSet | { refusal: Refusal; present: Review };
    const answer = await this.#parts.store.change(id, (record, nextSeq): Write<Answer> => {
      const review = reviewArticle(record);
      const refuse = (code: Refusal['code'], key: string) => ({
        answer: { refusal: { code, message: { key } }, present: review },
      });
      if (review.state === 'approved') return refuse('conflict', 'refuse.approved');
      if (review.archived) return refuse('conflict', 'refuse.archived');
      if (role === 'translation' && !ifMatch) return refuse('missing-etag', 'refuse.missing-etag');
      if (ifMatch !== undefined && !sameEtag(ifMatch, review.etag)) return refuse('stale', 'refuse.stale');
      const newer = { ...text, version: (record.texts[role]?.version ?? 0) + 1 };
      const over = role === 'translation' ? carryOver(record, newer) : undefined;
      const carried = over?.carried ?? carryLinks(record, role as 'comparable' | 'source', newer);
      const after = reviewArticle({
        ...record,
        texts: { ...record.texts, [role]: newer },
        textsVersion: nextSeq,
        analysisState: 'pending',
        decisions: carriedOver(record.decisions, { carried }),
      });
      const set: TextSet = { review: after, ...(over && { carried: { ...over, before: review } }) };
      return {
        answer: set,
        texts: [newer],
        append: [
          this.#entry(actor.user.id, 'set-text', id, {
            id: text.id,
            role,
            hash: text.hash,
            carried,
          }),
        ],
        analysis: { state: 'pending' },
        summary: summaryOf(after),
        remember: remember?.(set),
      };
    });
    if (!answer) return { refusal: noArticle };
    if ('refusal' in answer) return answer;
    this.#parts.changed?.(id);
    const checked = await this.#within(this.analyse(id));
    return { ...answer, review: checked ?? (await this.review(id)) ?? answer.review };
  }

  /** Erases an article: its words go, the log keeps its lines and their hashes. False: there is none. */
  async remove(id: string, by: string, remember?: Remembered): Promise<boolean> {
    const entry = this.#entry(by, 'remove', id, {});
    const removed = await this.#parts.store.removeArticle(id, entry, { remember });
    if (!removed) return false;
    this.#parts.changed?.(id);
    this.#countAgainLater();
    return true;
  }

  /** Keeps an English text that no article has yet. One with the same words is kept once. */
  async keepText(
    input: TextInput,
    by: string,
    remember?: (kept: KeptText) => Remembered,
  ): Promise<KeptText | { refused: InputRefusal }> {
    const text = this.#makeText(input, 'archive');
    if ('refused' in text) return text;
    const { id, hash, language } = text;
    if (language === 'es') return { refused: { code: 'spanish', role: 'archive' } };
    const { article, ...entry } = this.#entry(by, 'archive-text', '', { id, hash });
    const kept = { id, hash, language, segments: text.segments.length };
    const { id: standsAs } = await this.#parts.store.addText(text, entry, { remember: remember?.(kept) });
    return { ...kept, id: standsAs };
  }

  async review(id: string): Promise<Review | undefined> {
    const record = await this.#parts.store.article(id);
    return record && reviewArticle(record);
  }

  /** Judges and stores decisions, all or none, then has the checks read the text as it stands now. */
  async decide(
    id: string,
    requests: readonly DecisionRequest[],
    actor: Actor,
    ifMatch: string | undefined,
    remember?: (decided: Decided) => Remembered,
  ): Promise<DecideAnswer> {
    const context: DecisionContext = {
      by: actor.user.id,
      may: permission => actorMay(actor, permission),
      mayOverride: await this.mayOverride(actor.user),
      at: this.#parts.now().toISOString(),
      newId: this.#parts.newId,
      ifMatch,
    };
    const prepared = await this.#withAlignment(id, requests, context);
    if ('refusal' in prepared) return prepared;
    const answer = await this.#parts.store.change(id, (record, nextSeq): Write<DecideAnswer> => {
      const before = reviewArticle(record);
      const outcome = decide(record, prepared.requests, context);
      if ('refusal' in outcome) return { answer: { refusal: outcome.refusal, present: before } };
      const decisions = outcome.decisions.map((decision, index) => ({ ...decision, seq: nextSeq + index }));
      const laterRecord = { ...record, decisions: [...record.decisions, ...decisions] };
      const after = reviewArticle(laterRecord);
      const deskDismissals = deskDismissalChange(record, laterRecord);
      const decided: Decided = {
        decisions: decisions.map(({ id, payload }) => ({ id, kind: payload.kind })),
        rulesChanged: deskDismissals.add.length + deskDismissals.remove.length > 0,
        before,
        after,
      };
      return {
        answer: decided,
        remember: remember?.(decided),
        append: decisions.map(({ id: entryId, at, by, batch, payload }) => ({
          id: entryId,
          at,
          by,
          kind: payload.kind,
          article: id,
          ...(batch !== undefined && { batch }),
          payload,
        })),
        summary: summaryOf(after),
        deskDismissals,
        ...(isHeld(before) !== isHeld(after) && { analysis: { state: 'pending' } }),
      };
    });
    if (!answer) return { refusal: noArticle };
    if ('refusal' in answer) return answer;
    this.#parts.changed?.(id);
    if (answer.rulesChanged) this.#countAgainLater();
    if (!changesWhatChecksRead(answer.before, answer.after)) return answer;
    const checked = await this.#within(this.analyse(id));
    return { ...answer, after: checked ?? (await this.review(id)) ?? answer.after };
  }

  /**
   * Runs the pipeline on an article as it stands now and keeps what it says. Calls while one runs share the next
   * run, so a flood of decisions costs two runs at most. Never rejects: a failure is a state of the article. Answers
   * the review that it led to, when it kept anything.
   */
  analyse(id: string): Promise<Checked> {
    const running = this.#runs.get(id);
    if (!running) {
      const current = this.#run(id)
        .catch(error => {
          this.#parts.log({ event: 'analysis-lost', article: id, detail: String(error) });
          return undefined;
        })
        .finally(() => {
          const { next } = this.#runs.get(id) ?? {};
          if (!next) this.#runs.delete(id);
        });
      this.#runs.set(id, { current });
      return current;
    }
    running.next ??= running.current.then(() => {
      this.#runs.delete(id);
      return this.analyse(id);
    });
    return running.next;
  }

  #countAgainLater(): void {
    this.#countAgain().catch(error => this.#parts.log({ event: 'counting-failed', detail: String(error) }));
  }

  /** What was dismissed for the whole desk is open nowhere: the list counts every article under review anew. */
  async #countAgain(): Promise<void> {
    const { store } = this.#parts;
    for (let cursor: string | undefined; ; ) {
      const page = await store.articles({
        state: ['in-review', 'submitted', 'returned'],
        limit: 100,
        ...(cursor !== undefined && { cursor }),
      });
      for (const { id } of page.articles)
        await store.change(id, record => ({ answer: true, summary: summaryOf(reviewArticle(record)) }));
      if (page.next === undefined) return;
      cursor = page.next;
    }
  }

  /** Takes up what the checks had not read when the desk last stopped. */
  async resume(): Promise<void> {
    for (const id of await this.#parts.store.uncheckedArticles()) void this.analyse(id);
  }

  /** Waits until no analysis is under way. */
  async settled(): Promise<void> {
    while (this.#runs.size)
      await Promise.all([...this.#runs.values()].map(({ current, next }) => next ?? current));
  }

  async #run(id: string): Promise<Checked> {
    const { store, analyst, log } = this.#parts;
    const record = await store.article(id);
    if (!record) return;
    const review = reviewArticle(record);
    let write: Write<Checked>['analysis'];
    try {
      const input = pipelineInput(record, review);
      const analysis = await analyst.analyse(input);
      const stops = analysis.warnings.some(
        ({ code, stops }) => stops && !review.warnings.some(other => other.code === code && other.dismissed),
      );
      const projection = new Projection(record.texts.translation.content, review.corrections);
      const saved: SavedAnalysis = {
        version: review.version,
        // The checks read with the links that people left; what is kept is what the machine found by itself.
        alignment: (input.alignment && record.analysis?.alignment) ?? analysis.alignment,
        ...(analysis.sourceLinks && { sourceLinks: analysis.sourceLinks }),
        findings: projection.findings(analysis.findings),
        warnings: analysis.warnings,
      };
      write = { state: stops ? 'held' : 'done', saved };
    } catch (error) {
      const reason = error instanceof AnalysisFailed ? error.reason : 'fault';
      // It stays pending, and the next start takes it up.
      if (reason === 'closing') return;
      log({ event: 'analysis-failed', article: id, reason, detail: String(error) });
      write = { state: 'failed' };
    }
    const judge = (present: ArticleRecord): Write<Checked> => {
      const overtaken =
        present.textsVersion > review.version || (present.analysis?.version ?? -1) > review.version;
      if (overtaken) return { answer: undefined };
      const after = reviewArticle({
        ...present,
        analysisState: write.state,
        ...(write.saved && { analysis: write.saved }),
      });
      return { answer: after, analysis: write, summary: summaryOf(after) };
    };
    // Nobody's act: what a power cut takes of it, the next start finds unchecked and makes again.
    const checked = await store.change(id, judge, { mayBeLost: true });
    this.#parts.changed?.(id);
    return checked;
  }

  /** Aligning again happens before its decision is judged, unless it would be refused: the decision holds the links. */
  async #withAlignment(
    id: string,
    requests: readonly DecisionRequest[],
    context: DecisionContext,
  ): Promise<{ requests: readonly DecisionRequest[] } | { refusal: Refusal; present: Review }> {
    if (!requests.some(({ kind }) => kind === 'realign')) return { requests };
    const record = await this.#parts.store.article(id);
    if (!record) return { requests };
    const review = reviewArticle(record);
    const none = noAlignment(review.segments.translation.length);
    const outcome = decide(record, withLinks(requests, none), context);
    if ('refusal' in outcome) return { refusal: outcome.refusal, present: review };
    try {
      return { requests: withLinks(requests, await this.#parts.analyst.align(alignJob(review))) };
    } catch (error) {
      if (!(error instanceof AnalysisFailed)) throw error;
      this.#parts.log({ event: 'aligning-failed', article: id, reason: error.reason, detail: error.message });
      const refusal: Refusal = { code: 'conflict', message: { key: 'refuse.aligning-failed' } };
      return { refusal, present: review };
    }
  }

  /** Rule 6: whether somebody may approve their own work with a reason: only while one account may approve at all. */
  async mayOverride(user: User): Promise<boolean> {
    const approvers = (await this.#parts.store.users()).filter(
      ({ role, disabled }) => !disabled && mayRole(role, 'approve'),
    );
    return approvers.length === 1 && approvers[0]?.id === user.id;
  }

  #makeText(input: TextInput, role: TextRole): Text | { refused: InputRefusal } {
    const { text: content, segments: given, ...details } = input;
    const refused = refuseText(content);
    if (refused) return { refused: { ...refused, role } };
    const segments = given ? asSegments(content, given) : cutText(content);
    if (!segments) return { refused: { code: 'segments', role } };
    const tooMany = refuseSegments(segments);
    if (tooMany) return { refused: { ...tooMany, role } };
    const id = this.#parts.newId();
    return {
      ...details,
      id,
      role,
      version: 1,
      content,
      language: languageOf({ content, segments }),
      hash: createHash('sha256').update(content, 'utf8').digest('hex'),
      segments: segments.map(segment => ({ ...segment, id: `${id}.${segment.index}` })),
    };
  }

  #entry(by: string, kind: string, article: string, payload: object): NewEntry {
    return { id: this.#parts.newId(), at: this.#parts.now().toISOString(), by, kind, article, payload };
  }

  async #within(work: Promise<Checked>): Promise<Checked> {
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<undefined>(resolve => {
      timer = setTimeout(() => resolve(undefined), recheckWaitMs);
    });
    const first = await Promise.race([work, waited]);
    clearTimeout(timer);
    return first;
  }
}

const noArticle: Refusal = { code: 'not-found', message: { key: 'refuse.no-article' } };

/** A headline of at most this many characters makes the title; longer first lines are cut at a word. */
const titleLength = 160;

function titleOf({ content, segments }: Text): string {
  const first = segments[0];
  const line = content.slice(first?.start, first?.end).replace(/\s+/gu, ' ');
  if (line.length <= titleLength) return line;
  // A character of two units is not cut in half.
  const whole = line.slice(0, titleLength).replace(/[\uD800-\uDBFF]$/, '');
  return `${whole.replace(/\s+\S*$/u, '')} …`;
}

/** Segments that a person cut: in order, apart, inside the text, no character halved, all words covered. */
function asSegments(
  content: string,
  given: readonly { start: number; end: number; kind: SegmentKind }[],
): Segment[] | undefined {
  let done = 0;
  for (const [index, { start, end }] of given.entries()) {
    const apart = start > done || index === 0;
    const inside = contains({ start: done, end: content.length }, { start, end });
    const words = content.slice(start, end);
    if (!apart || !inside || !words.trim() || !words.isWellFormed() || content.slice(done, start).trim())
      return undefined;
    done = end;
  }
  if (given.length === 0 || content.slice(done).trim()) return undefined;
  return given.map(({ start, end, kind }, index) => ({ index, start, end, kind }));
}

const isHeld = (review: Review): boolean =>
  review.warnings.some(({ stops, dismissed }) => stops && !dismissed);

/** An approval changes no word: the checks would say the same again. */
const changesWhatChecksRead = (before: Review, after: Review): boolean =>
  before.currentText !== after.currentText ||
  isHeld(before) !== isHeld(after) ||
  JSON.stringify(before.links) !== JSON.stringify(after.links);

/** What the list shows of an article. */
function summaryOf(review: Review): Summary {
  const { state, archived, tally, version, checked, handedInBy } = review;
  const verdict = state === 'submitted' ? handedInBy : review.verdict;
  return {
    state,
    archived,
    tally,
    version,
    checked,
    linkedCount: new Set(review.links.map(({ comparable }) => comparable)).size,
    returned: review.corrections.filter(correction => correction.state === 'returned').length,
    ...(verdict && state !== 'in-review' && { verdict }),
  };
}

const withLinks = (requests: readonly DecisionRequest[], alignment: Alignment): readonly DecisionRequest[] =>
  requests.map(request => (request.kind === 'realign' ? { kind: 'realign', alignment } : request));

/** Aligning again around what people fixed: pinned segments get no new links, cut pairs stay cut. */
function alignJob({ segments, links, cutLinks }: Review): AlignJob {
  const comparable = segments.comparable ?? [];
  const headings = (all: readonly Segment[]): number[] =>
    all.filter(({ kind }) => kind === 'heading').map(({ index }) => index);
  const kept = links.filter(({ state }) => state !== 'automatic');
  return {
    translation: segments.translation.map(({ text }) => text),
    comparable: comparable.map(({ text }) => text),
    headings: { translation: headings(segments.translation), comparable: headings(comparable) },
    fixed: kept.map(link => [link.translation, link.comparable] as const),
    cut: cutLinks,
    closed: kept.filter(({ state }) => state === 'pinned').map(({ translation }) => translation),
  };
}

/** The text as it stands now, with the links that stand, unless a text is new and has to be aligned first. */
function pipelineInput(record: ArticleRecord, review: Review): PipelineInput {
  const { translation, comparable, source } = record.texts;
  const projection = new Projection(translation.content, review.corrections);
  const whole = (text: Text) => ({ content: text.content, segments: text.segments });
  return {
    translation: { content: projection.text, segments: projection.segments(translation.segments) },
    ...(comparable && { comparable: whole(comparable) }),
    ...(source && { source: whole(source) }),
    dismissedWarnings: review.warnings.filter(({ dismissed }) => dismissed).map(({ code }) => code),
    ...(record.analysisState === 'done' && {
      alignment: { links: review.links, unlinked: review.unlinked, candidates: review.candidates },
    }),
  };
}

/** Desk-wide dismissals that decisions brought or took back. */
function deskDismissalChange(
  before: ArticleRecord,
  after: ArticleRecord,
): Write<never>['deskDismissals'] & object {
  const standing = (record: ArticleRecord): Map<string, DeskDismissal> =>
    new Map(
      foldDecisions(record).dismissals.flatMap(({ id, by, at, payload }) =>
        payload.scope === 'everywhere' && payload.finding
          ? [
              [
                id,
                {
                  category: payload.finding.category,
                  text: payload.finding.text,
                  decision: id,
                  by,
                  at,
                  reason: payload.reason,
                  ...(payload.note !== undefined && { note: payload.note }),
                },
              ] as const,
            ]
          : [],
      ),
    );
  const then = standing(before);
  const now = standing(after);
  return {
    add: [...now.values()].filter(({ decision }) => !then.has(decision)),
    remove: [...then.keys()].filter(decision => !now.has(decision)),
  };
}
