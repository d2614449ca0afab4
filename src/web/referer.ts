import type { Request } from 'express';

/** Addresses that take forms and show no page: the page with the form is the desk. */
const takesFormsOnly = /^(\/articles\/[^/]+)\/(?:decisions|edit|check)$/;

/** The page of ours that a request was sent from, as path and query; undefined where it came from elsewhere. */
export function pageBefore(request: Request): string | undefined {
  const { referer, host } = request.headers;
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const { host: from, pathname, search } = new URL(referer);
  if (from !== host) return undefined;
  const desk = takesFormsOnly.exec(pathname)?.[1];
  return desk ?? pathname + search;
}
