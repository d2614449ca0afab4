import { AnalysisFailed } from '../../analysis/index.ts';
import { checkResult } from '../../export/index.ts';
import { refuseImport } from '../../text/index.ts';
import type { Action } from '../context.ts';
import { readBody } from '../forms/read.ts';
import { checkSchema } from '../forms/schemas.ts';
import { Problem, problemOfInput } from '../problem.ts';

/** `POST /api/v1/check`: the pipeline's word on texts that are not kept. */
export const apiCheck: Action = async ({ analyst, say }, request, response) => {
  const { id = null, translation, comparable, source } = readBody(request, checkSchema);
  const texts = { translation, comparable, source };
  for (const role of ['translation', 'comparable', 'source'] as const) {
    const text = texts[role];
    const refused = text === undefined ? undefined : refuseImport(text);
    if (refused) throw problemOfInput({ ...refused, role }, say);
  }
  try {
    const analysis = await analyst.analyse({
      translation: { content: translation },
      ...(comparable !== undefined && { comparable: { content: comparable } }),
      ...(source !== undefined && { source: { content: source } }),
    });
    response.json(checkResult(id, analysis, say));
  } catch (error) {
    if (!(error instanceof AnalysisFailed)) throw error;
    throw new Problem(422, `analysis-${error.reason}`, { key: 'problem.analysis-failed' });
  }
};
