import { PassThrough, Readable, Writable } from 'node:stream';
import { main } from '../../src/main.ts';

/** Runs the command line in memory: what stands on standard input, what comes out, and the exit code. */
export async function run(
  args: readonly string[],
  stdin: string | Uint8Array | Iterable<string> = '',
  env: Record<string, string> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const out = collector();
  const err = collector();
  const input =
    typeof stdin === 'string' || stdin instanceof Uint8Array
      ? Readable.from([Buffer.from(stdin)])
      : Readable.from(stdin).pipe(new PassThrough());
  const code = await main(args, { stdin: input, stdout: out.stream, stderr: err.stream, env });
  return { code, stdout: out.text(), stderr: err.text() };
}

function collector() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
