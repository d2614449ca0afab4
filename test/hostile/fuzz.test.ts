import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Neighbour, startNeighbour } from '../support/neighbour.ts';
import { type Server, startServer } from '../support/server.ts';
import { storm } from '../support/storm.ts';

/** Three hundred random requests; `npm run torture` sends ten thousand. Times are three times those promised. */
let server: Server;
let neighbour: Neighbour;
beforeAll(async () => {
  server = await startServer();
  neighbour = await startNeighbour(server.origin);
});
afterAll(async () => {
  neighbour.stop();
  expect(await server.stop()).toBe(0);
});

it.each([1, 20_260, 4_242])('random requests of seed %i', { timeout: 120_000 }, async seed => {
  await neighbour.slowest();
  const { statuses, faults, slowestMs } = await storm(server, {
    seed,
    count: 100,
    atOnce: 3,
    slowMs: 15_000,
  });
  const told = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
  console.log(`seed ${seed}: ${told.join(', ')}; slowest ${Math.round(slowestMs)} ms`);
  expect(faults).toEqual([]);
  expect(server.isAlive()).toBe(true);
  expect(server.log()).not.toContain('"event":"fault"');
  expect(await neighbour.slowest()).toBeLessThan(4_500);
});
