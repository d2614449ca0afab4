import fc from 'fast-check';

/**
 * Laws are tried on the same random input in every run, so that a red run is red again. `WALNUTS_SEED=random` (or a
 * number) looks further; a failure prints its seed.
 */
const asked = process.env.WALNUTS_SEED ?? '20261122';
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) });
