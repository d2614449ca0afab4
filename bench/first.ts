import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { makeFolder, startProcess, stopProcess } from './desk.ts';
import { type Bench, median, startScript } from './measure.ts';

const rounds = 7;

/**
 * From the start of the process to the first 200 on /healthz, on a data folder that has been used before, beside
 * a bare server that imports the same packages. Both find what they compiled the time before, as we do in use.
 */
export const first: Bench = async () => {
  const folder = await makeFolder();
  const serve = (port: number) => [startScript, 'serve', '--port', String(port), '--data', folder];
  const bare = (port: number) => [join(import.meta.dirname, 'bare/server.ts'), '0', String(port)];
  const filled = await startProcess(serve(0));
  await stopProcess(filled.process);
  await timeToFirst(bare, folder);
  await timeToFirst(serve, folder);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    theirs.push(await timeToFirst(bare, folder));
    ours.push(await timeToFirst(serve, folder));
  }
  await rm(folder, { recursive: true, force: true });
  return [
    {
      what: 'first 200 of serve: ms; bare server with the same packages',
      ours: median(ours).toFixed(0),
      beside: median(theirs).toFixed(0),
      figure: median(ours) / median(theirs),
      atMost: 1.5,
    },
  ];
};

async function timeToFirst(args: (port: number) => string[], folder: string): Promise<number> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn(process.execPath, args(port), {
    stdio: 'ignore',
    env: { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  while (!(await answers(`http://127.0.0.1:${port}/healthz`)))
    await new Promise(resolve => setTimeout(resolve, 2));
  const took = performance.now() - start;
  await stopProcess(child);
  return took;
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
