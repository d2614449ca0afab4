import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { readSamplePair } from '../src/cli/gold.ts';

/** A line of the table. `figure` is what the bar is held against; without a bar the line only tells. */
export type Row = {
  readonly what: string;
  readonly ours: string;
  readonly beside?: string;
  readonly figure?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
};

/** Measures one thing and answers its lines. */
export type Bench = () => Promise<Row[]>;

export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;

export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** How long a node process takes from its start to its end. What it prints goes nowhere. */
export async function timeProcess(args: readonly string[]): Promise<number> {
  const start = performance.now();
  await once(spawn(process.execPath, args, { stdio: 'ignore' }), 'exit');
  return performance.now() - start;
}

/** Memory that a process holds, in MB. */
export const megabytesOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

export const root = join(import.meta.dirname, '..');
export const startScript = join(root, 'src/start.js');

const pair = readSamplePair();
/** The sample article, both texts. */
export const sample = { translation: pair.translation.content, comparable: pair.comparable.content };
export const sampleFile = join(root, 'corpus', pair.id, 'translation.txt');
