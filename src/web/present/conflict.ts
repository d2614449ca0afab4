import type { Refusal, Review } from '../../model/index.ts';
import type { DecisionRequest } from '../../review/index.ts';
import { Projection } from '../../review/index.ts';
import { withLineBreaksOf } from '../forms/decision-form.ts';
import type { DeskReader } from './desk.ts';
import { anchors, type DeskPlace, deskAddress } from './desk-place.ts';
import { mergeWords } from './merge.ts';
import { onPage } from './page-words.ts';
import { trackedWords } from './tracked-text.ts';

type Conflict = {
  readonly review: Review;
  readonly refusal: Refusal;
  readonly requests: readonly DecisionRequest[];
  readonly place: DeskPlace;
  readonly reader: DeskReader;
  /** The form as it was sent. */
  readonly typed: readonly { name: string; value: string }[];
};

/** Fields that people write in: shown to be changed, not sent along unseen. */
const written = ['text', 'after', 'note', 'reason'];

/**
 * A decision that could not be taken: what stands now, what was wanted, and both ways on. Whatever was typed
 * stays on the page.
 */
export function presentConflict({ review, refusal, requests, place, reader, typed: sent }: Conflict) {
  const { say, nameOf } = reader;
  const [request] = requests;
  const segment = segmentOf(review, request, sent);
  const stale = refusal.code === 'stale';
  const isEdit = isPassage(sent);
  const merged = isEdit && stale && segment ? mergedPassage(sent, segment.text) : undefined;
  const typed = isEdit && segment ? seenAnew(sent, segment.text, merged) : sent;
  const value = (name: string): string => typedValue(typed, name);
  const last = review.history.findLast(item => item.segment === segment?.index && item.kind !== 'comment');
  const back = segment
    ? deskAddress({ ...place, at: segment.index + 1 }, anchors.segment(segment.index))
    : deskAddress(place);
  const wrote = written.flatMap(name =>
    value(name) && !isChoice(name, value(name)) ? [{ name, value: value(name) }] : [],
  );
  return {
    pageTitle: say({ key: stale ? 'desk.clash-title' : 'desk.refused-title' }),
    scripts: ['keys.js'],
    styles: ['desk.css'],
    user: reader.user,
    crumb: { title: review.title },
    id: review.id,
    stale,
    heading:
      stale && last
        ? say({
            key: 'desk.clash',
            params: { name: nameOf(last.by), number: String((segment?.index ?? 0) + 1) },
          })
        : say({ key: stale ? 'desk.clash-article' : 'desk.refused' }),
    reason: say(merged === undefined ? onPage(refusal.message) : { key: 'desk.merged' }),
    ...(segment && {
      stands: {
        number: segment.index + 1,
        text: segment.text,
        by: last && nameOf(last.by),
        at: last?.at,
      },
    }),
    wanted: wantedWords({
      review,
      request,
      typed,
      text: isEdit ? value('text') : undefined,
      present: segment?.text,
      say,
    }),
    ...(refusal.message.key === 'refuse.note-needed' && { needsNote: true }),
    back,
    action: `/articles/${review.id}/${isEdit ? 'edit' : 'decisions'}`,
    ...(canTryAgain(refusal, review, request) && {
      again: {
        hidden: typed.filter(
          ({ name, value: sent }) =>
            name !== 'etag' && !wrote.some(field => field.name === name && field.value === sent),
        ),
        wrote: wrote.map(({ name, value: text }) => ({
          name,
          text,
          label: say({ key: `desk.wrote-${name}` }),
          rows: Math.min(16, 2 + Math.ceil(text.length / 60)),
        })),
        etag: segment ? `${segment.etag}, ${review.etag}` : review.etag,
        says: say({ key: stale ? 'desk.use-mine' : 'desk.try-again' }),
      },
    }),
  };
}

/** A note is missing or somebody was quicker: the same can be sent once more, while its finding is there. */
function canTryAgain({ code }: Refusal, review: Review, request: DecisionRequest | undefined): boolean {
  const id = request && 'finding' in request ? request.finding : undefined;
  const gone = id !== undefined && !review.findings.some(other => other.id === id);
  return ['stale', 'invalid', 'missing-etag'].includes(code) && !(gone && request?.kind !== 'correct');
}

/** Of a dismissal, the reason is a choice; of a verdict, it is written. */
const isChoice = (name: string, value: string): boolean =>
  name === 'reason' && /^(false-alarm|house-style|faithful-quotation|right-in-context|other)$/.test(value);

function segmentOf(review: Review, request: DecisionRequest | undefined, typed: Conflict['typed']) {
  const { translation } = review.segments;
  if (request && 'segment' in request) return translation[request.segment];
  if (request && 'translation' in request) return translation[request.translation];
  if (request && 'start' in request)
    return translation.findLast(({ start }) => start <= request.start) ?? translation[0];
  const id = request && 'finding' in request ? request.finding : undefined;
  const finding = id === undefined ? undefined : review.findings.find(other => other.id === id);
  if (finding) return translation[finding.segment];
  const undone =
    request?.kind === 'undo' ? review.history.find(({ id }) => id === request.decision) : undefined;
  if (undone?.segment !== undefined) return translation[undone.segment];
  const index = typed.find(({ name }) => name === 'at')?.value;
  return index === undefined ? undefined : translation[Number(index)];
}

const typedValue = (typed: Conflict['typed'], name: string): string =>
  typed.find(field => field.name === name)?.value ?? '';

/** Whether a whole paragraph was written over. */
const isPassage = (typed: Conflict['typed']): boolean =>
  ['segment', 'text'].every(wanted => typed.some(({ name }) => name === wanted)) &&
  typedValue(typed, 'kind') === '';

/** What was changed of the paragraph as it stood when its form was drawn, set into what stands now. */
function mergedPassage(typed: Conflict['typed'], present: string): string | undefined {
  const before = typedValue(typed, 'before');
  if (before === '') return undefined;
  const [seen, mine] = [before, typedValue(typed, 'text')].map(words => withLineBreaksOf(present, words));
  return mergeWords(seen!, mine!, present);
}

/** The form as it goes out again: drawn over what stands now. */
const seenAnew = (typed: Conflict['typed'], present: string, merged: string | undefined): Conflict['typed'] =>
  typed.map(({ name, value }) => {
    if (name === 'before') return { name, value: present };
    return { name, value: name === 'text' ? (merged ?? value) : value };
  });

type Wanted = {
  readonly review: Review;
  readonly request: DecisionRequest | undefined;
  readonly typed: Conflict['typed'];
  readonly text: string | undefined;
  readonly present: string | undefined;
  readonly say: DeskReader['say'];
};

/** What was to be done, as tracked words where it is words. */
function wantedWords({ review, request, typed, text, present, say }: Wanted) {
  if (text !== undefined && present !== undefined) return { parts: parts(present, text) };
  if (request?.kind === 'correct') {
    const projection = new Projection(review.texts.translation.content, review.corrections);
    return { parts: parts(projection.cover(request).text, request.after) };
  }
  if (request?.kind === 'accept') {
    // What the form offered, since its finding may be gone or speak of other words by now.
    const offered = typed.find(({ name }) => name === `words-${request.suggestion}`);
    if (offered) return { parts: parts(typedValue(typed, 'words'), offered.value) };
    const finding = review.findings.find(({ id }) => id === request.finding);
    const after = finding?.suggestions[request.suggestion]?.text;
    if (finding && after !== undefined) return { parts: parts(finding.text, after) };
  }
  return { words: request ? say({ key: `decision.${request.kind}` }) : '' };
}

const parts = (before: string, after: string) =>
  trackedWords(before, after).map(({ as, text, sign, said }) => ({ [as]: true, text, sign, said }));
