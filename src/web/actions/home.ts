import type { Action } from '../context.ts';

/** The desk starts with the list. */
export const home: Action = (_services, _request, response) => {
  response.redirect(303, '/articles');
};
