/**
 * Loads every word list that checks read, or nspell with dictionary-en (`nspell` on the command line), and prints
 * milliseconds and the MB that the heap and what lies beside it grew by.
 */
const held = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
};

async function loadNspell(): Promise<() => unknown> {
  const [{ default: nspell }, { default: dictionary }] = await Promise.all([
    import('nspell'),
    import('dictionary-en'),
  ]);
  return () => nspell(Buffer.from(dictionary.aff), Buffer.from(dictionary.dic)).correct('walnuts');
}

/** A text that asks each list: words, frequencies, places, names, institutions, Spanish. */
async function loadOurs(): Promise<() => unknown> {
  const [{ analyse }, { sample }] = await Promise.all([
    import('../../src/pipeline.ts'),
    import('../measure.ts'),
  ]);
  const text =
    'Police in Walnuts, Sonora, told the newspaper Reform that the exalcalde of the National Electoral Institute (INE) and the coach of the team left. Alfredo Hangman and Lucía Ruiz spoke of towerin Veraguas.';
  return () =>
    analyse({
      translation: { content: `${sample.translation}\n${text}` },
      comparable: { content: sample.comparable },
    });
}

const load = await (process.argv[2] === 'nspell' ? loadNspell() : loadOurs());
const before = held();
const start = performance.now();
const kept = load();
const first = performance.now() - start;
const again = performance.now();
if (process.argv[2] !== 'nspell') load();
// What the same work takes once all is loaded is no loading.
const warm = process.argv[2] === 'nspell' ? 0 : performance.now() - again;
console.log(JSON.stringify({ ms: first - warm, mb: held() - before, kept: kept !== undefined }));
