import { articleSchema } from '../../export/index.ts';
import type { Action } from '../context.ts';

/** The schema of the JSON export, for whoever reads such files. */
export const showArticleSchema: Action = (_services, _request, response) => {
  response.type('application/schema+json').send(JSON.stringify(articleSchema, null, 2));
};
