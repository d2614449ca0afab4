import { parentPort } from 'node:worker_threads';
import { alignTexts, analyse } from '../pipeline.ts';
import type { Answer, Job } from './threads.ts';

/** One job at a time: the pool sends the next when this one is answered. */
parentPort?.on('message', ({ id, job }: { id: number; job: Job }) => {
  parentPort?.postMessage(answer(id, job));
});

function answer(id: number, job: Job): Answer {
  try {
    return { id, value: job.kind === 'analyse' ? analyse(job.input) : alignTexts(job.input) };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
