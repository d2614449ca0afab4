import type { Action } from '../context.ts';

/** The process answers. */
export const healthz: Action = (_services, _request, response) => {
  response.json({ status: 'ok' });
};

/** New work is welcome: the store answers too, and the server is not being stopped. */
export const readyz: Action = async ({ store, log, stopping }, _request, response) => {
  if (stopping?.aborted) {
    response.status(503).json({ status: 'stopping' });
    return;
  }
  try {
    await store.ping();
    response.json({ status: 'ready' });
  } catch (error) {
    log({ event: 'not-ready', detail: String(error) });
    response.status(503).json({ status: 'not ready' });
  }
};
