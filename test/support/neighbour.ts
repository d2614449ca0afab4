import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';

/**
 * The other client: asks for a cheap page all the time, from a process of its own, and a bare server in a third
 * process beside it. What the bare server takes is the machine's noise.
 */
export type Neighbour = {
  /** The longest that the page took since it was last asked, in ms, the noise taken off. */
  slowest(): Promise<number>;
  /** Another address to look at, e.g. after a crash. */
  watch(origin: string): void;
  stop(): void;
};

type Told = { readonly slowest: number; readonly noise: number };

export async function startNeighbour(origin: string): Promise<Neighbour> {
  const bare = fork(import.meta.filename, ['bare']);
  const [{ port }] = (await once(bare, 'message')) as [{ port: number }];
  const asking = fork(import.meta.filename, ['ask', `http://127.0.0.1:${port}/`]);
  const watch = (origin: string): void => {
    asking.send({ watch: `${origin}/readyz` });
  };
  watch(origin);
  return {
    watch,
    async slowest() {
      asking.send({ tell: true });
      const [{ slowest, noise }] = (await once(asking, 'message')) as [Told];
      return Math.max(0, slowest - noise);
    },
    stop() {
      for (const child of [bare, asking] satisfies ChildProcess[]) child.kill();
    },
  };
}

const pauseMs = 25;

/** Asks both addresses over and over; a page that is awaited just now counts as long as it has taken. */
async function ask(bare: string): Promise<void> {
  let page = '';
  let worst: Told = { slowest: 0, noise: 0 };
  const begun: { slowest?: number; noise?: number } = {};
  const note = (of: keyof Told, ms: number): void => {
    worst = { ...worst, [of]: Math.max(worst[of], ms) };
  };
  process.on('message', (message: { watch?: string; tell?: true }) => {
    if (message.watch !== undefined) page = message.watch;
    if (!message.tell) return;
    for (const what of ['slowest', 'noise'] as const)
      if (begun[what] !== undefined) note(what, performance.now() - begun[what]);
    process.send?.(worst);
    worst = { slowest: 0, noise: 0 };
  });
  const round = async (of: keyof Told): Promise<never> => {
    for (;;) {
      begun[of] = performance.now();
      const address = of === 'noise' ? bare : page;
      if (address)
        await fetch(address).then(
          answer => answer.arrayBuffer(),
          () => {},
        );
      note(of, performance.now() - begun[of]);
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
  };
  await Promise.all([round('slowest'), round('noise')]);
}

function serveBare(): void {
  const server = createServer((_request, response) => {
    response.end('{"status":"ok"}');
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

const [, file, role, address] = process.argv;
if (file === import.meta.filename) {
  if (role === 'bare') serveBare();
  if (role === 'ask') void ask(address!);
  process.on('disconnect', () => process.exit(0));
}
