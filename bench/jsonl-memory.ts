/**
 * Sends the sample pair 2,000 times through `check --jsonl` and prints how much memory the process holds on the
 * way. Exits with 1 when the second half needs 40 MB more than the first did at its end: something is kept.
 *
 *     node bench/jsonl-memory.ts
 */
import process from 'node:process';
import { Readable, Writable } from 'node:stream';
import { readCorpus } from '../src/cli/gold.ts';
import { main } from '../src/main.ts';

const articles = 2000;
const allowedMb = 40;
const [sample] = readCorpus();
if (!sample) throw new Error('corpus/ is empty');

function* lines(): Generator<string> {
  for (let id = 0; id < articles; id++) {
    // A salt, so that no two articles are the same string.
    const translation = `${sample!.translation.content}\nArticle ${id}.`;
    yield `${JSON.stringify({ id: String(id), translation, comparable: sample!.comparable.content })}\n`;
  }
}

let answered = 0;
let middleMb = 0;
let endMb = 0;
const megabytes = (): number => Math.round(process.memoryUsage().rss / 1e6);
const stdout = new Writable({
  write(_chunk, _encoding, done) {
    answered++;
    if (answered % 200 === 0) console.log(`${answered} articles  ${megabytes()} MB`);
    if (answered <= articles / 2) middleMb = Math.max(middleMb, megabytes());
    else endMb = Math.max(endMb, megabytes());
    done();
  },
});
const started = performance.now();
await main(['check', '--jsonl'], { stdin: Readable.from(lines()), stdout, stderr: stdout, env: {} });
const perArticle = (performance.now() - started) / articles;
console.log(
  `${perArticle.toFixed(1)} ms an article; most in the first half ${middleMb} MB, in the second ${endMb} MB`,
);
process.exitCode = answered === articles && endMb <= middleMb + allowedMb ? 0 : 1;
