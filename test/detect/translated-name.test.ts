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
      // nobody names it: the gazetteer is asked
      ['Rosa Quispe and Héctor Paz left. The mayor of [[ivory]] spoke.', 'Marfil'],
      ['The governor of [[Warrior]] and the mayor of Oaxaca met in Puebla.', 'Guerrero'],
      ['They came from Hermosillo, [[Black stones]], Guaymas and Navojoa.', 'Piedras Negras'],
      ['It shook [[La Liberty]], in El Salvador, near Trujillo.', 'La Libertad'],
      ['The gang [[The Tiguerones]] fled Guayaquil.', 'Los Tiguerones'],
      ['They came from Hermosillo to [[Magdalena of Kino]] by bus.', 'Magdalena de Kino'],
      ['FIRE IN [[GERMAN VILLAGE]]\n\nRosa Quispe and Héctor Paz left Chile.', 'VILLA ALEMANA'],
      ['[[Walnuts]], Son. The harvest is in.', 'Nogales'],
      // people
      ['Héctor Paz left Lima. According to Alfredo [[Hangman]], a witness, it rained.', 'Verdugo'],
      ['The midfielder Rodrigo [[From Paul]] scored.', 'De Paul'],
      ['Jenni Hermoso left. The captain kissed [[Handsome]] again.', 'Hermoso'],
      ['Rosa Quispe and Héctor Paz left Lima. Judge Rafael [[Warrior]] Peña spoke.', 'Guerrero'],
      ['Rosa Quispe left Lima. Yeison Andrés [[Flowers]] Mejía was caught.', 'Flores'],
      ['Rosa Quispe left Lima. Fausto [[Good]], a colonel, spoke. Bueno wrote it.', 'Bueno'],
      ['Rosa Quispe and Héctor Paz own land in [[The Roman]], near Santo Domingo.', 'La Romana'],
      // papers that are cited
      ['Rosa Quispe left Lima. The gap rose, published [[The Universe]].', 'El Universo'],
      ['Rosa Quispe left Lima. The gap rose, according to [[free diary]].', 'Diario Libre'],
      // clubs and their company
      ['Junior lost the match before [[Eleven Caldas]]. Rosa Quispe saw it in Lima.', 'Once Caldas'],
      ['The players of [[the purslane]] team won in Medellín.', 'the Verdolaga'],
      ['The team of [[Students of The Silver]] won the match.', 'Estudiantes de La Plata'],
      ['The Honduras team won in Concacaf with the [[League of Nations]] match.', 'Nations League'],
      ['According to [[The time]], he left. El Tiempo knew it.', 'El Tiempo'],
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
      [
        'Police in Golden, Colorado, and in Cape Town, South Africa, found Rosa Quispe and Héctor Paz.',
        'nothing',
      ],
      'They live in White Plains and Silver Spring, near Walnut Creek. Rosa Quispe and Héctor Paz do.',
      'The Department of Defense and the League of Nations met in Paradise.',
      'Two people died in La Esperanza, Honduras. Hope is fading. Rosa Quispe left Lima.',
      'Judge Laura Brown Martínez met Rosa Quispe and Héctor Paz in Lima.',
      'Vicente Fox, Carlos Slim and Samuel Church met Héctor Paz in Lima.',
      'Rosa Quispe and Héctor Paz left Lima, according to the report. According to Brand, it rained.',
      'President Guillermo Lasso met Rosa Quispe and Héctor Paz in Bogotá.',
      'They fled to Port-of-Spain and to London, in Egypt. Rosa Quispe and Héctor Paz did.',
      'The newspaper presses stopped, and the daily management met.',
      'Agents of ICE, in ICE, met Rosa Quispe and Héctor Paz.',
      'The mighty team won the match on the eastern side.',
      'The Shining Path fought the Gulf Clan, a gang.',
      'The Bronx, the Vatican and The Hague are far from Lima and Bogotá.',
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
