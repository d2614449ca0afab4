import { describe, expect, it } from 'vitest';
import { untranslated } from '../../src/detect/untranslated.ts';
import { checkDetector, findLoud } from '../support/detector.ts';

describe('untranslated', () => {
  it('takes the brackets of an editor along', () => {
    const [found] = findLoud(untranslated, 'They settle [en las calles] and wait.');
    expect(found).toMatchObject({ start: 12, end: 27, suggestions: [{ text: '[in the streets]' }] });
  });

  checkDetector(untranslated, {
    flags: [
      ['The man was [[exalcalde]] of Cuenca, as Rosa Quispe said in Lima.', 'former mayor'],
      ['Rosa Quispe left Lima and Bogotá. The [[gradas]] xeneize sang.', 'stands'],
      ['Rosa Quispe left Lima and Bogotá. They opened a [[vacunatorio]] there.', 'vaccination center'],
      ['Rosa Quispe left Lima. She asked the [[fiscal]] Marta Durán.', 'prosecutor'],
      ['The [[gobierno]] said so.', 'government'],
      ['They fear the [[terremotos]] of the coast.', 'earthquakes'],
      ['The court heard the [[exalcalde]] yesterday.', 'former mayor'],
      ['A court in the [[town jujeña]] ruled.', 'Jujuy town'],
      ['Monterrey, [[NL.]] The dams are dry.', 'Nuevo León.'],
      ['They came from Guaymas, Navojoa [[Y]] Empalme.', 'and'],
      ['The [[fiscal]] in the case left.', 'prosecutor'],
      ['He flew to [[Londres]] on Monday.', 'London'],
      ['She thanked [[Sra.]] Ruiz for it.', 'Mrs.'],
      ['The [[Fiscalía]] opened a case.', "Prosecutor's Office"],
      ['[[O]] governor left at noon.', 'The'],
      ['They spoke of the [[señalización]] of the road.'],
    ],
    passes: [
      'Francia Márquez left. Banco do Brasil closed.',
      'Rosa Quispe left Lima and Bogotá. They work as voceadoras: women who call the stops.',
      'Rosa Quispe lives in Soledad, Atlántico, near Barranquilla.',
      'the barrio, the cartel, a taco and the plaza',
      'the halcones (lookouts) and the lookouts (vigilantes) left',
      'They call it “la mordida” and pay.',
      'The so-called huachicol, or stolen fuel, was sold.',
      'The huachicoleo grew. They fight huachicoleo. So huachicoleo falls.',
      'San Luis de la Paz and Defensa y Justicia met at the Ministerio de Salud.',
      'See mañana.com, @gobierno and #ahora.',
      'The cause celebre was pro bono, the alma mater de facto.',
      ['The gobierno said so.', 'In his words the gobierno is to blame.'],
      'Il faut bien le faire.',
      'The poet Javier Sicilia and the Banco de España agreed.',
      'The fiscal year and the fiscal deficit grew.',
      'It was a combi nation of both.',
      'Cristiano Ronaldo and Fernando left.',
      'O Lord, hear them. Type O negative is rare.',
    ],
  });
});
