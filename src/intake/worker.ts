import { parentPort, workerData } from 'node:worker_threads';
import { type ReadJob, readDocument } from './read.ts';

/** One document, one thread: it ends with the answer. */
parentPort?.postMessage(await readDocument(workerData as ReadJob));
