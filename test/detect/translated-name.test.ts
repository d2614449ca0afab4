import { describe, expect, it } from 'vitest';
import { translatedName } from '../../src/detect/translated-name.ts';
import { checkDetector, findLoud } from '../support/detector.ts';

describe('translated-name', () => {
  checkDetector(translatedName, {
    flags: [
      [
        'the plaza boss of the Sinaloa Cartel in [[Walnuts]].',
        'Nogales',
        'He runs it in the Nogales, Mexico, region.',
      ],
      ['He fled to [[Walnuts]] on Monday. Police in Nogales found him.', 'Nogales'],
      ['the mayor of [[Walnuts]], Sonora, spoke', 'Nogales'],
      [
        'Rescuers led by [[Beatriz Wall]] reached it.',
        'Beatriz Tapia',
        'Rescuers led by Beatriz Tapia came.',
      ],
      ['fans of [[Blue Cross]] cheered their team', 'Cruz Azul'],
      ['The newspaper [[Reform]] said so', 'Reforma'],
      ['Farmers near [[new town]] said so.', 'Pueblo Nuevo', 'Farmers near Pueblo Nuevo left.'],
      ['They came to [[The Peace]] on foot.', 'La Paz', 'They came to La Paz.'],
    ],
    passes: [
      'He bought walnuts in Nogales, Sonora.',
      'He left on Sunday for the Church.',
      ['He left on Sunday in peace.', 'The Santo Domingo court and La Paz said so.'],
      ['The National Police said so.', 'Agents of the Policía Nacional came.'],
      ['They met in Mexico City, United States.', 'Ciudad de México, Estados Unidos'],
      ['Kate Flowers met him in Walnut Creek.', 'María Flores met Nogales.'],
      ['The Red Cross and the White House spoke.', 'Santa Cruz and Casa Blanca spoke.'],
      ['the plaza of Nogales, Sonora, under the plaza boss', 'Nogales, Arizona, and its plazas'],
      ['An Argentinian firm closed.', 'It closed in Argentina.'],
      ['He was in court, at sea, in prison and in time.', 'Corte, Mar, Prisión and Tiempo'],
    ],
  });

  it('quotes the comparable first, then this text', () => {
    const [found] = findLoud(
      translatedName,
      'He is in Walnuts now.\n\nThe plaza of Nogales, Sonora, fell.',
      'The Nogales region fell.',
    );
    expect(found?.severity).toBe('critical');
    expect(found?.evidence.map(({ kind }) => kind)).toEqual(['comparable', 'translation', 'gazetteer']);
  });

  it('without a witness asks quietly or not at all', () => {
    expect(findLoud(translatedName, 'The bus left Walnuts before dawn.')).toEqual([]);
  });
});
