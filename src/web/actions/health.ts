import type { Action } from '../context.ts';

/** The process answers. */
export const healthz: Action = (_services, _request, response) => {
  response.json({ status: 'ok' });
};

/** The store answers too. */
export const readyz: Action = async ({ store, log }, _request, response) => {
  try {
    await store.ping();
    response.json({ status: 'ready' });
  } catch (error) {
    log({ event: 'not-ready', detail: String(error) });
    response.status(503).json({ status: 'not ready' });
  }
};
