import { parentPort } from 'node:worker_threads';
import type { Alignment, Analysis } from '../model/index.ts';
import { align, analyse } from '../pipeline.ts';
import type { AlignJob } from './port.ts';
import type { Answer, Job } from './threads.ts';

/** One job at a time: the pool sends the next when this one is answered. */
parentPort?.on('message', ({ id, job }: { id: number; job: Job }) => {
  parentPort?.postMessage(answer(id, job));
});

function answer(id: number, job: Job): Answer {
  try {
    return { id, value: work(job) };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const work = (job: Job): Analysis | Alignment =>
  job.kind === 'analyse' ? analyse(job.input) : alignAgain(job.input);

function alignAgain({ translation, comparable, headings, fixed, cut, closed }: AlignJob): Alignment {
  return align(translation, comparable, {
    headings: { translation: new Set(headings.translation), comparable: new Set(headings.comparable) },
    fixed,
    cut,
    closed: new Set(closed),
  });
}
