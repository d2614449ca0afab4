import { describe, expect, it } from 'vitest';
import { english } from '../../../src/messages/index.ts';
import { decisionTable, movingKeys } from '../../../src/review/index.ts';
import { keyMap } from '../../../src/web/present/keys.ts';

const keys = [
  ...Object.values(decisionTable).flatMap(row => ('key' in row ? [row.key] : [])),
  ...Object.values(movingKeys),
];

describe('the keys', () => {
  it('never clash', () => {
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('all stand in the map, once', () => {
    const shown = keyMap(english).flatMap(({ rows }) => rows.flatMap(row => row.keys));
    expect(shown.toSorted()).toEqual(keys.toSorted());
  });
});
