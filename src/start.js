#!/usr/bin/env node
import module from 'node:module';
import { fileURLToPath } from 'node:url';

// A Node that cannot run TypeScript would stop with an unreadable error: say what is missing instead.
const [major] = process.versions.node.split('.');
if (Number(major) < 24) {
  console.error(
    `Walnuts needs Node 24 or later; this is ${process.versions.node}. ` +
      'Run "npm ci" once and start it with "npm start": that brings a fitting Node along.',
  );
  process.exit(2);
}
// What was compiled is kept beside the packages, for the next start; where that cannot be, it starts as before.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/walnuts', import.meta.url)));
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
