import { AnalysisFailed } from '../../analysis/index.ts';
import { checkResult } from '../../export/index.ts';
import { refuseImport } from '../../text/index.ts';
import type { Action } from '../context.ts';
import { readBody } from '../forms/read.ts';
import { checkSchema } from '../forms/schemas.ts';
import { withoutMark } from '../forms/text-input.ts';
import { Problem, problemOfInput } from '../problem.ts';

/** `POST /api/v1/check`: the pipeline's word on texts that are not kept. */
export const apiCheck: Action = async ({ analyst, say }, request, response) => {
  const { id = null, ...given } = readBody(request, checkSchema);
  const texts = {
    translation: withoutMark(given.translation),
    comparable: given.comparable == null ? undefined : withoutMark(given.comparable),
    source: given.source == null ? undefined : withoutMark(given.source),
  };
  for (const role of ['translation', 'comparable', 'source'] as const) {
    const text = texts[role];
    const refused = text === undefined ? undefined : refuseImport(text);
    if (refused) throw problemOfInput({ ...refused, role }, say);
  }
  try {
    const analysis = await analyst.analyse({
      translation: { content: texts.translation },
      ...(texts.comparable !== undefined && { comparable: { content: texts.comparable } }),
      ...(texts.source !== undefined && { source: { content: texts.source } }),
    });
    response.json(checkResult(id, analysis, say));
  } catch (error) {
    if (!(error instanceof AnalysisFailed)) throw error;
    if (error.reason === 'closing') throw new Problem(503, 'closing', { key: 'problem.closing' });
    if (error.reason === 'fault') throw error;
    throw new Problem(422, `analysis-${error.reason}`, { key: 'problem.analysis-failed' });
  }
};
