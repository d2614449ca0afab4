import { type Action, actor } from '../context.ts';
import type { KeptText } from '../desk.ts';
import { readBody } from '../forms/read.ts';
import { textSchema } from '../forms/schemas.ts';
import { asTextInput } from '../forms/text-input.ts';
import { type Answer, remembering, sendAnswer } from '../once.ts';
import { problemOfInput } from '../problem.ts';

/** `POST /api/v1/texts`: an English text for the archive, which waits to be paired with a translation. */
export const apiKeepText: Action = async (services, request, response) => {
  const answered = (kept: KeptText): Answer => ({ status: 201, body: kept });
  const remember = remembering(services, request);
  const kept = await services.desk.keepText(
    asTextInput(readBody(request, textSchema)),
    actor(request).user.id,
    remember && (kept => remember(answered(kept))),
  );
  if ('refused' in kept) throw problemOfInput(kept.refused, services.say);
  await sendAnswer(services, request, response, answered(kept));
};
