import { describe, expect, it } from 'vitest';
import { readTexts } from '../../src/detect/index.ts';
import { numberMismatch } from '../../src/detect/number-mismatch.ts';
import { checkDetector, segmented } from '../support/detector.ts';

const ash = 'The volcano registered 183 emissions of gas and ash over the last 24 hours, experts said.';
const tolls = 'At least 14 people were killed and 30 were injured when a bus fell into a ravine near Oaxaca.';

describe('number-mismatch', () => {
  checkDetector(numberMismatch, {
    flags: [
      ['The volcano registered [[813]] emissions of gas and ash over the last 24 hours.', '183', ash],
      ['The volcano registered [[1,830]] emissions of gas and ash over the last 24 hours.', '183', ash],
      ['The volcano registered [[ninety]] emissions of gas and ash in 24 hours, experts said.', '183', ash],
      [
        'Its owner has [[242]] million followers on the site, more than any other player.',
        '142',
        'Its owner has 142 million followers on the site, more than any other player.',
      ],
      [
        'The debt of the state company reached [[5.5 billion]] pesos at the end of March.',
        '550 million',
        'The debt of the state company reached 550 million pesos at the end of March.',
      ],
      [
        'Nearly [[900]] thousand customers were scheduled to be without power on Friday.',
        '800',
        'Nearly 800,000 customers were scheduled to be without power on Friday.',
      ],
      [
        'Police found [[Thirteen]] guns in the house of the former mayor of Iguala.',
        'Twelve',
        'Police found 12 guns in the house of the former mayor of Iguala.',
      ],
      [
        'The storm was located 385 [[kilometers]] southwest of Punta Eugenia on Sunday morning.',
        'miles',
        'The storm was located 385 miles southwest of Punta Eugenia on Sunday morning.',
      ],
      // A toll that only grew is left alone, one that lost a digit is not.
      [
        'At least [[834]] people have died after an earthquake hit the island on Friday.',
        '384',
        'At least 384 people have died after an earthquake hit the island on Friday.',
      ],
      ['The driver, Juan Pérez, [[43]], was arrested.', '34', 'Police arrested Juan Perez, 34, on Monday.'],
      ['The driver, Juan Pérez, [[43]] years old, fled.', '34', 'They held 34-year-old Juan Perez.'],
    ],
    passes: [
      // No comparable, or one that is silent.
      'The volcano registered 813 emissions of gas and ash over the last 24 hours, experts said.',
      [ash, 'Experts counted emissions of gas and ash from the volcano all day.'],
      // The same value written otherwise.
      ['It holds 150.000 people and cost 3,5 million.', 'It holds 150,000 people and cost 3.5 million.'],
      ['twelve people in the truck were hurt today', '12 people in the truck were hurt today'],
      ['a debt of 5 thousand 500 million pesos in all', 'a debt of 5.5 billion pesos in all'],
      ['It moved 10 thousand 238 votes to him', 'It moved 10,238 votes to him'],
      // A toll grows.
      [tolls.replace('14', '12'), tolls],
      [tolls.replace('14', '41'), tolls],
      // Rounded.
      ['nearly 800 trees were cut in the old park', 'nearly 785 trees were cut in the old park'],
      // Reckoned into another unit.
      [
        'The storm was located 620 kilometers southwest of Punta Eugenia on Sunday morning.',
        'The storm was located 385 miles southwest of Punta Eugenia on Sunday morning.',
      ],
      // Another count of another thing, in other words.
      [
        'A poll shows that 14 percent of voters believed her.',
        'A poll shows that 41 percent of women are undecided, and 14 percent do not care.',
      ],
      ['In May 40 homes burned in the hills.', 'In June 60 homes burned near the coast.'],
      // The same words twice: each number has its own.
      [
        'Mexico scored 20 points in the first half. Chile scored 30 points in the first half.',
        'Chile scored 30 points in the first half. Mexico scored 20 points in the first half.',
      ],
      // A birthday.
      ['The driver, Juan Pérez, 35, was arrested.', 'Police arrested Juan Perez, 34, on Monday.'],
      // Another person of the name, or two ages.
      ['Ana Pérez, 43, was arrested.', 'Police arrested Juan Perez, 34, on Monday.'],
      ['Juan Pérez, 43, fled.', 'Juan Perez, 34, and his father, Juan Perez, 61, fled.'],
      // There is more to the figure.
      ['The film cost £1 million to make in the end', 'The film cost £1m to make in the end'],
      // A pronoun.
      ['They found one who had fled from the camp', 'They found 12 who had fled from the camp'],
    ],
  });
});

const find = (translation: string, comparable: string, probability = 0) =>
  numberMismatch.find(
    readTexts({ translation: segmented(translation), comparable: segmented(comparable) }, [
      ...(probability ? [{ translation: 0, comparable: 0, probability, reasons: [] }] : []),
    ]),
  );

describe('number-mismatch with links', () => {
  it('asks quietly where the same thing is counted in other words', () => {
    const [asked] = find(
      'Agents in Nogales seized 72 kilos of fentanyl hidden in a truck.',
      'In a truck bound for Tucson, officers of Nogales came upon 27 kilos of fentanyl.',
      0.9,
    );
    expect(asked?.confidence).toBeLessThan(0.6);
    expect(asked?.suggestions).toEqual([{ text: '27' }]);
  });

  it('says nothing of that for paragraphs that are not linked', () => {
    const drafts = find(
      'Agents in Nogales seized 72 kilos of fentanyl hidden in a truck.',
      'In a truck bound for Tucson, officers of Nogales came upon 27 kilos of fentanyl.',
    );
    expect(drafts).toEqual([]);
  });

  it('sees the scale that slipped', () => {
    const [draft] = find('They set aside 47.23 million pesos for it.', 'It gets 47.23 billion pesos.', 0.8);
    expect(draft).toMatchObject({ confidence: 0.75, suggestions: [{ text: '47.23 billion' }] });
    expect(find('They set aside 47.23 million pesos.', 'It gets 47.23 billion pesos.')).toEqual([]);
  });

  it('sees digits that changed places, where the same is told', () => {
    const told =
      'Prosecutors say that between 2019 and 2022 221 containers of clothing and appliances got in.';
    const other = 'The notebook listed 212 shipments of clothing and appliances from 2019 to 2022.';
    expect(find(told, other, 0.8)).toMatchObject([{ confidence: 0.82, suggestions: [{ text: '212' }] }]);
    expect(find(told, other)).toEqual([]);
    expect(find(told, `${other} Of 221 more nothing is known.`, 0.8)).toEqual([]);
    // Digits alone prove nothing.
    expect(find('Some 221 lawyers signed.', 'They counted 212 shoes.', 0.8)).toEqual([]);
    expect(find('He was born in 1976 in Lima.', 'In 1967 his father came to Lima.', 0.8)).toEqual([]);
    expect(find('Some 12,000 people marched.', 'Police held 1,200 people.', 0.8)).toEqual([]);
  });

  it('tells pesos from dollars', () => {
    const told = 'The bank lends 30 million pesos for drip irrigation.';
    const other = 'The bank would lend $30 million to farmers.';
    expect(find(told, other, 0.8)).toMatchObject([
      { start: 15, end: 31, severity: 'critical', suggestions: [{ text: '$30 million' }] },
    ]);
    expect(find(other, told, 0.8)).toMatchObject([{ suggestions: [{ text: '30 million pesos' }] }]);
    expect(find(told, other)).toEqual([]);
    expect(find('It lends 30 million dollars.', 'It lends US$30 million.', 0.8)).toEqual([]);
    expect(find('It lends 30 million Mexican pesos.', 'It lends 30 million pesos.', 0.8)).toEqual([]);
    expect(find('It lends 30 million pesos.', 'It lends MX$30 million.', 0.8)).toEqual([]);
    expect(find('It costs 500 pesos.', 'It costs $500.', 0.8)).toEqual([]);
    // Both currencies are told, or none.
    expect(find(told, 'It lends $30 million, and 30 million pesos more.', 0.8)).toEqual([]);
    expect(find(told, 'Some 30 million people farm.', 0.8)).toEqual([]);
  });

  it('calls the dead and money critical, and quotes the comparable', () => {
    const other = 'The fire at the plant killed 119 workers in the night shift.';
    const [draft] = find('The fire at the plant killed 191 workers in the night shift.', other);
    expect(draft?.severity).toBe('critical');
    expect(draft?.evidence).toEqual([{ kind: 'comparable', segment: 0, start: 29, end: 32, text: '119' }]);
    expect(
      find('The volcano registered 813 emissions of gas and ash over the last day', ash)[0]?.severity,
    ).toBe('major');
  });
});

it('only asks where the two texts name two times', () => {
  const game = (score: string, leg: string): string =>
    `Boca Juniors beat River Plate ${score} in the ${leg} leg of the final on the road.`;
  const of = (one: string, other: string) =>
    numberMismatch.find(readTexts({ translation: segmented(one), comparable: segmented(other) }, []));
  expect(of(game('2-1', 'first'), game('3-1', 'second'))[0]?.confidence).toBe(0.5);
  expect(of(game('2-1', 'first'), game('3-1', 'first'))[0]?.confidence).toBe(0.95);
});

describe('number-mismatch with a source', () => {
  const findInSource = (translation: string, source: string) =>
    numberMismatch
      .find(readTexts({ translation: segmented(translation), source: segmented(source) }, []))
      .map(({ start, end, suggestions, evidence }) => [
        translation.slice(start, end),
        suggestions[0]?.text,
        evidence[0]?.kind,
      ]);
  it('finds the figure that neither text shares', () => {
    expect(
      findInSource(
        'The mayor of Iguala said in Guerrero that 45 families left.\n\nNothing else happened in Toluca.',
        'El alcalde de Iguala dijo en Guerrero que 54 familias se fueron.\n\nNada más pasó en Toluca.',
      ),
    ).toEqual([['45', '54', 'source']]);
  });
  it.each([
    ['a figure in letters', 'The mayor of Iguala said in Guerrero that 12 left', 'dijo que doce'],
    ['a unit reckoned', 'The mayor of Iguala said in Guerrero it is 20 miles off', 'dijo que son 32 km'],
    ['a time of day', 'The mayor of Iguala said in Guerrero at 8:30 p.m.', 'dijo a las 20.30 horas'],
    ['another notation', 'The mayor of Iguala said in Guerrero 1.5 billion', 'dijo que 1.500 millones'],
    ['another kind', 'The mayor of Iguala said in Guerrero 15 percent', 'dijo que 18 personas'],
  ])('leaves alone %s', (_, translation, said) => {
    expect(findInSource(translation, `El alcalde de Iguala en Guerrero ${said}`)).toEqual([]);
  });
});
