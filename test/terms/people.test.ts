import { describe, expect, it } from 'vitest';
import { knownNames } from '../../src/terms/known-names.ts';
import { renderingsOf } from '../../src/terms/lexicon.ts';
import { isGivenName, isSharedGivenName, surnamesBehind } from '../../src/terms/people.ts';

describe('people', () => {
  it.each(['Yadira', 'Brayan', 'Yeimi', 'Nayib', 'Xochitl', 'Íñigo', 'Inigo', 'Claudia'])(
    '%s is a given name',
    name => {
      expect(isGivenName(name)).toBe(true);
    },
  );

  it.each(['Cruz', 'Walter', 'Washington', 'Nogales', 'Primitivo'])('%s is rather something else', name => {
    expect(isGivenName(name)).toBe(false);
  });

  it('knows which given names are as usual in English', () => {
    for (const name of ['Daniel', 'Laura', 'Óscar', 'Martha', 'Victoria', 'Héctor'])
      expect(isSharedGivenName(name)).toBe(true);
    for (const name of ['Jenni', 'Evo', 'Iván', 'Santiago', 'Rodrigo', 'Carlos', 'Pablo'])
      expect(isSharedGivenName(name)).toBe(false);
  });

  it.each([
    ['ironsmith', []],
    ['snail', ['Caracol']],
    ['sailboat', ['Velero']],
    ['wall', ['Pared', 'Muro']],
    ['may', []],
    ['thomas', []],
  ])('behind "%s" stand %j', (word, surnames) => {
    if (surnames.length === 0) expect(surnamesBehind(word)).toEqual([]);
    else expect(surnamesBehind(word)).toEqual(expect.arrayContaining(surnames));
  });
});

describe('public figures', () => {
  it.each([
    ['Evo Morales', 'evo morals'],
    ['Iván Duque', 'ivan duke'],
    ['Santiago Peña', 'santiago rock'],
    ['Rodrigo De Paul', 'rodrigo from paul'],
    ['Jenni Hermoso', 'jenni handsome'],
    ['Isaac del Toro', 'isaac of the bull'],
  ])('%s may be read as "%s"', (name, rendering) => {
    expect(knownNames().person).toContain(name);
    expect(renderingsOf(name)).toContain(rendering);
  });

  it('have a rendering each, and none is an everyday English name', () => {
    expect(knownNames().person.length).toBeGreaterThan(400);
    for (const name of knownNames().person) expect(renderingsOf(name)).not.toEqual([]);
    for (const name of ['Samuel Moreno', 'Alexis Vega', 'Tony Peña'])
      expect(knownNames().person).not.toContain(name);
  });
});
