import type { Action } from '../context.ts';

/** Figures for Prometheus; it sends a token of scope admin. */
export const showMetrics: Action = async ({ metrics }, _request, response) => {
  const { type, body } = await metrics.read();
  response.setHeader('Content-Type', type);
  response.send(body);
};
