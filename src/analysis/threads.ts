import { Worker } from 'node:worker_threads';
import type { Alignment, Analysis, PipelineInput } from '../model/index.ts';
import { type AlignJob, AnalysisFailed, type Analyst } from './port.ts';

export type Job =
  | { readonly kind: 'analyse'; readonly input: PipelineInput }
  | { readonly kind: 'align'; readonly input: AlignJob };
export type Answer = { readonly id: number; readonly value?: Analysis | Alignment; readonly fault?: string };

type Task = {
  readonly id: number;
  readonly job: Job;
  readonly resolve: (value: Analysis | Alignment) => void;
  readonly reject: (error: AnalysisFailed) => void;
};
type Seat = { worker: Worker; task?: Task; timer?: NodeJS.Timeout };

/**
 * Worker threads behind the port: `size` of them, first come, first served. A job that takes longer than `limitMs`
 * or more than `memoryMb` ends with its thread, and a fresh thread takes the seat. Threads start when first needed
 * and hold no process open.
 */
export function startThreads({ size = 2, limitMs = 60_000, memoryMb = 1024 } = {}): Analyst {
  const seats: Seat[] = [];
  const waiting: Task[] = [];
  let count = 0;
  let closed = false;

  const open = (): Seat => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    worker.unref();
    const seat: Seat = { worker };
    worker.on('message', ({ id, value, fault }: Answer) => {
      const task = seat.task;
      if (task?.id !== id) return;
      free(seat);
      if (value === undefined) task.reject(new AnalysisFailed('fault', fault ?? 'no answer'));
      else task.resolve(value);
      next();
    });
    worker.on('error', error => {
      const reason = String(error).includes('ERR_WORKER_OUT_OF_MEMORY') ? 'memory' : 'fault';
      leave(seat, new AnalysisFailed(reason, String(error)));
    });
    worker.on('exit', () => leave(seat, new AnalysisFailed('fault', 'the thread ended')));
    seats.push(seat);
    return seat;
  };

  const free = (seat: Seat): void => {
    clearTimeout(seat.timer);
    delete seat.task;
    seat.worker.unref();
  };

  const leave = (seat: Seat, why: AnalysisFailed): void => {
    const at = seats.indexOf(seat);
    if (at < 0) return;
    seats.splice(at, 1);
    const task = seat.task;
    free(seat);
    task?.reject(why);
    next();
  };

  const next = (): void => {
    if (closed || waiting.length === 0) return;
    const seat = seats.find(({ task }) => !task) ?? (seats.length < size ? open() : undefined);
    if (!seat) return;
    const task = waiting.shift()!;
    seat.task = task;
    seat.worker.ref();
    seat.timer = setTimeout(() => {
      leave(seat, new AnalysisFailed('time', `took longer than ${limitMs} ms`));
      void seat.worker.terminate();
    }, limitMs);
    seat.worker.postMessage({ id: task.id, job: task.job });
    next();
  };

  const ask = (job: Job): Promise<Analysis | Alignment> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new AnalysisFailed('closing', 'the desk is closing'));
      waiting.push({ id: ++count, job, resolve, reject });
      next();
    });

  return {
    analyse: input => ask({ kind: 'analyse', input }) as Promise<Analysis>,
    align: input => ask({ kind: 'align', input }) as Promise<Alignment>,
    async close() {
      closed = true;
      for (const task of waiting.splice(0)) task.reject(new AnalysisFailed('closing', 'the desk is closing'));
      await Promise.all(
        seats.splice(0).map(seat => {
          const task = seat.task;
          free(seat);
          task?.reject(new AnalysisFailed('closing', 'the desk is closing'));
          return seat.worker.terminate();
        }),
      );
    },
  };
}
