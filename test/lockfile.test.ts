import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

type Locked = {
  version?: string;
  resolved?: string;
  hasInstallScript?: boolean;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
};
const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'));
const packages: [string, Locked][] = Object.entries<Locked>(read('package-lock.json').packages).filter(
  ([path]) => path !== '',
);

describe('the lockfile', () => {
  it('names every package that some platform may ask for: npm ci refuses one that does not', () => {
    const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter(name => !packages.some(([other]) => other.endsWith(`node_modules/${name}`)))
        .map(name => `${name} of ${path}`),
    );
    expect(missing).toEqual([]);
    expect(packages.filter(([, { version }]) => !version).map(([path]) => path)).toEqual([]);
  });

  it('names no registry, so that it works behind any', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  it('runs no install script on the machines that Walnuts is for', () => {
    const scripted = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    expect(scripted.filter(path => !path.endsWith('/fsevents'))).toEqual([]);
  });

  it('pins every direct dependency exactly', () => {
    const { dependencies, devDependencies, optionalDependencies } = read('package.json');
    const ranges = Object.values<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(ranges.filter(range => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  it('has every package that it runs on in the notices', () => {
    const notices = readFileSync(join(import.meta.dirname, '../THIRD-PARTY-NOTICES.md'), 'utf8');
    const { dependencies, optionalDependencies } = read('package.json');
    const names = Object.keys({ ...dependencies, ...optionalDependencies });
    expect(names.filter(name => !notices.includes(name))).toEqual([]);
  });
});
