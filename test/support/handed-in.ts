import { type Review, touches, type User } from '../../src/model/index.ts';
import { isOpen } from '../../src/review/index.ts';
import type { TestDesk } from './web.ts';

type Requests = Parameters<TestDesk['desk']['decide']>[1];

export async function reviewOf(desk: TestDesk, id: string): Promise<Review> {
  const review = await desk.desk.review(id);
  if (!review) throw new Error(`no article ${id}`);
  return review;
}

/** Decides with the etag that fits; throws what is refused. */
export async function act(desk: TestDesk, id: string, user: User, ...requests: Requests): Promise<void> {
  const review = await reviewOf(desk, id);
  const [only] = requests;
  const segment =
    requests.length !== 1 || !only
      ? undefined
      : 'finding' in only && only.finding !== undefined
        ? review.findings.find(finding => finding.id === only.finding)?.segment
        : 'correction' in only && only.correction !== undefined
          ? review.corrections.find(correction => correction.id === only.correction)?.segment
          : undefined;
  const etag = segment === undefined ? review.etag : review.segments.translation[segment]!.etag;
  const answer = await desk.desk.decide(id, requests, { user }, etag);
  if ('refusal' in answer) throw new Error(JSON.stringify(answer.refusal));
}

const turnsMost = 200;

/**
 * Takes an article to its approver: `by` accepts the first suggestion of what touches nothing decided before, leaves
 * the rest as it was, and hands it in.
 */
export async function handIn(desk: TestDesk, id: string, by: User): Promise<Review> {
  for (let turn = 0; turn < turnsMost; turn++) {
    const review = await reviewOf(desk, id);
    const open = review.findings.find(isOpen);
    if (!open) break;
    const etag = review.segments.translation[open.segment]!.etag;
    const free = !review.corrections.some(correction => touches(correction, open));
    const accepted =
      open.suggestions[0] && free
        ? await desk.desk.decide(
            id,
            [{ kind: 'accept', finding: open.id, suggestion: 0 }],
            { user: by },
            etag,
          )
        : { refusal: 'no suggestion' };
    if ('refusal' in accepted)
      await act(desk, id, by, {
        kind: 'dismiss',
        finding: open.id,
        reason: 'right-in-context',
        scope: 'here',
      });
  }
  await act(desk, id, by, { kind: 'submit' });
  return reviewOf(desk, id);
}
