import { isCategory, isSeverity } from '../../model/index.ts';
import { correctionsOfEdit, Projection } from '../../review/index.ts';
import { type Action, actor } from '../context.ts';
import { withLineBreaksOf } from '../forms/decision-form.ts';
import { field } from '../forms/read.ts';
import { anchors, deskAddress, readPlaceField } from '../present/desk-place.ts';
import { Problem } from '../problem.ts';
import { answerForm } from './decide-form.ts';
import { articleOf } from './desk.ts';

/** `POST /articles/:id/edit`: a passage written over freely; the least corrections that make it so are decided. */
export const editPassage: Action = async (services, request, response) => {
  const review = await articleOf(services, request);
  const number = field(request, 'segment');
  const index = /^\d{1,7}$/.test(number) ? Number(number) : -1;
  const segment = review.segments.translation[index];
  const category = field(request, 'category');
  const severity = field(request, 'severity');
  if (!segment || !isCategory(category) || !isSeverity(severity))
    throw new Problem(400, 'bad-form', { key: 'problem.bad-form' });
  const projection = new Projection(review.texts.translation.content, review.corrections);
  const now = projection.segments(review.segments.translation)[index]!;
  const text = withLineBreaksOf(segment.text, field(request, 'text'));
  const finding = field(request, 'finding') || undefined;
  const requests = correctionsOfEdit(review, now, text, { category, severity, finding });
  if (requests.length === 0) {
    const place = readPlaceField(field(request, 'place'), review.id);
    return response.redirect(303, deskAddress({ ...place, at: index + 1 }, anchors.segment(index)));
  }
  const answer = await services.desk.decide(review.id, requests, actor(request), field(request, 'etag'));
  await answerForm(services, request, response, requests, answer);
};
