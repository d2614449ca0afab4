export * from './decode.ts';
export * from './diff.ts';
export * from './finding-id.ts';
export * from './language.ts';
export * from './refusal.ts';
export * from './say.ts';
export * from './segment.ts';
export * from './warnings.ts';
