import { describe, expect, it } from 'vitest';
import { numberFormat } from '../../src/detect/number-format.ts';
import { checkDetector, findLoud } from '../support/detector.ts';

describe('number-format: amounts', () => {
  checkDetector(numberFormat, {
    flags: [
      ['Seizures exceed [[20 million dollars]]', '$20 million'],
      ['It cost US$3 million, then [[20 million dollars]] more', 'US$20 million'],
      ['a debt of [[20 million US dollars]] to the fund', 'US$20 million'],
      ['[[100 thousand]] kilograms of drugs have been seized', '100,000'],
      ['[[100 mil]] pesos were stolen', '100,000'],
      ['a debt of [[5 thousand 500 million]] pesos', '5.5 billion'],
      ['some [[3 mil millones of]] pesos', '3 billion'],
      ['about [[33 thousand million dollars]] in plants', '$33 billion'],
      ['about [[10 000 million]] pesos in aid', '10 billion'],
      ['about [[33.000 million]] pesos in aid', '33 billion'],
      ['for several [[thousand million]] pesos', 'billion'],
      ['exports of [[US$ 5,000 million]] in May', 'US$5 billion'],
      ['exports of [[R$5,000 million]] in May', 'R$5 billion'],
      ['income of [[1,075 million dollars]] in May', ['$1.075 billion', '$1.08 billion']],
      [
        'the amount of [[one trillion 415 thousand 671 million]] pesos',
        ['1.415671 trillion', '1.42 trillion'],
      ],
      ['the amount of [[one billion 415 thousand 671 million]] pesos', '1.415671 trillion'],
      ['a forecast of [[47 thousand 234.5 million]] pesos', '47.2345 billion'],
      ['more than [[4 thousand 251]] people left', '4,251'],
      ['more than [[a thousand 500]] people left', '1,500'],
      ['since [[2 thousand 23]] they have', '2023'],
      ['[[1 million 500 thousand]] voters', '1.5 million'],
      ['[[a million 200 thousand]] voters', '1.2 million'],
      ['for [[200 million euros]] a year', '€200 million'],
      ['it raised [[1.5 million pounds sterling]]', '£1.5 million'],
      ['The British team paid [[32 million pounds]] for him', '£32 million'],
      ['between [[5 and 7 thousand]] people', '5,000 and 7,000'],
      ['from [[5 to 10 million dollars]] a year', '$5 million to $10 million'],
      ['some [[2.5 millions of]] people marched', '2.5 million'],
      ['some [[20 millions]] were lost', '20 million'],
      ['it lost [[5 million of dollars]]', '$5 million'],
      ['a [[6 million dollars]] bribe', '$6 million'],
      ['the equivalent of [[200 thousand, 500 thousand]] and one million', '200,000, 500,000'],
      ['between [[75 thousand and 80 thousand]] tons', '75,000 and 80,000'],
      ['some [[415 thousand]] priests and [[660 thousand]] nuns', '415,000'],
    ],
    passes: [
      'The sol closed at 3.785 soles per dollar.',
      'She scored 15.100 on vault.',
      "They sold 20 million dollars' worth of it.",
      'Flooding closed Avenida Juárez and 14 streets.',
      'The 10mo baby slept.',
      'It cost $20 million and 3.5 percent of 10,967 pounds in September 2023, 44 percent',
      'two million dollars, half a million people, several thousand dollars, a thousand people',
      'a 20 million dollar deal, 5 million pesos and 900 million people',
      'two hundred thousand people, twenty-five million, a hundred thousand times',
      '10 million pounds of beef were recalled in Britain', // weight, though the text is British
      'The plane can lift 2 million pounds',
      'between 5 and 7 million people, 5 to 10 million',
      '5 million of the refugees, 2 million of Syria’s people, 3 million of them',
      'On February 14, 2013 thousands of people and in 2014 millions of people marched',
      'a thousand 500-pound bombs, millions of dollars',
      'In 2017 500,000 people left; in 1999 3 million did',
      'the two millions, one of three thousands',
      'for 12 of the 33 thousandths',
      'with a dose of 2 milligrams, 3,628 that were fentanyl',
      'he made $1.2 billion, or 1.075 billion euro-dollars',
      'Law 27.541 thousand',
    ],
  });
});

describe('number-format: figures', () => {
  checkDetector(numberFormat, {
    flags: [
      ['grew [[3,5]] percent and fell', '3.5'],
      ['grew [[98,83]] per cent and fell', '98.83'],
      ['a stake of [[79,9]]%', '79.9'],
      ['about [[12,1]] miles long', '12.1'],
      ['[[2,5]] km away', '2.5'],
      ['some [[3,5 million]] voters', '3.5 million'],
      ['between [[3,5]] and [[4,2]] percent', '3.5'],
      ['a magnitude of [[5,6]] was felt', '5.6'],
      ['a [[5,6]]-magnitude quake', '5.6'],
      ['a rate of [[0,25]] was set', '0.25'],
      ['a ticket costs $[[3,5]] now', '3.5'],
      ['some [[150.000]] people marched', '150,000'],
      ['[[25.000]] of which went there', '25,000'],
      ['and [[620.000]] were in Pidgin', '620,000'],
      ['it cost over [[9.000]] euro', '9,000'],
      ['two [[65.000]] tonne carriers', '65,000'],
      ['a peak of 3820 meters ([[12.533]] feet)', '12,533'],
      ['a survey of [[20.000]] secondary school pupils', '20,000'],
      ['with [[1.250]] new cases', '1,250'],
      ['a [[60.000]]-seat stadium', '60,000'],
      ['paid $[[1.500]] for it', '1,500'],
      ['a sum of [[1.234.567]] pesos', '1,234,567'],
      ['a sum of [[1.234,56]] pesos', '1,234.56'],
      ["some [[1'500,000]] pesos", '1,500,000'],
      ['some [[2’345.678]] pesos', '2,345,678'],
    ],
    passes: [
      'version 2.500 of 192.168.1.100 at a.b/3,5',
      'the scores were 3,5 and 1,2; section 1.234; ages 7,8',
      'a track of 1.500 meters and 2.345 seconds',
      'a gallon of gasoline costs $1.989 cents, down from $4.114 a gallon or $1.690',
      'the index rose to 906.160 points',
      'a mile is 1.609 kilometers, a marathon 42.195 kilometers',
      'Law 27.541 establishes that, and Decree No. 1.500 says so',
      'a budget of $16.489 billion and $2.125 billion',
      'grew 3.5 per cent, 12.345 percent, a grade of 3.875 average',
      'he hit 1.000 last year with a .500 percentage',
      'he is 6\'2" tall; rock of the 80’s',
      'a dose of 0.125 grams and 1.125 litres',
    ],
  });
});

describe('number-format: times of day', () => {
  checkDetector(numberFormat, {
    flags: [
      ['They met at [[20:30 hours]] at the square', '8:30 p.m.'],
      ['The hearing is on Thursday at [[9.30 hours]]', '9:30 a.m.'],
      ['The final is on Sunday the 6th, at [[17.30]], on neutral ground', '5:30 p.m.'],
      ['from [[00.15 hours]] on', '12:15 a.m.'],
      ['It was at [[20:30 hours.]] They left.', '8:30 p.m.'],
    ],
    passes: [
      'They met at 17:30 and at 9:30 a.m.; at 9.30 pm on Sunday',
      'On Friday the peso closed at 17.30, and the dollar at 19.20 on Monday',
      'He jumped at 17.30 meters on Sunday; growth stood at 15.20 percent on Friday',
      'It took 3.30 hours, some 20.30 hours in all',
      'at 0300 hours, at 20,30 hours',
    ],
  });
});

describe('number-format: ordinals', () => {
  checkDetector(numberFormat, {
    flags: [
      ['the [[2do]] anniversary and the [[1er]] place', '2nd'],
      ['the [[25ª]] amendment', '25th'],
      ['in his [[47º]] game', '47th'],
      ['in the [[3ra]] division', '3rd'],
      ['on Gómez Rendón and [[14]] streets, in a', '14th'],
      ['on Gómez Rendón and [[22]] streets', '22nd'],
    ],
    passes: [
      'the 1st, 2nd, 3rd, 4th and 25th',
      'at 30º in the shade, 30ºC, a 45º angle, 19º north',
      'from 4to 5 people',
      'through Mexico City and 14 streets of the centre',
      'they closed a bridge and 14 streets',
    ],
  });
});

describe('number-format: dollars', () => {
  it('follow the hand of the text itself, then of the other one', () => {
    const suggested = (text: string, other?: string) =>
      findLoud(numberFormat, text, other)[0]?.suggestions[0]?.text;
    expect(suggested('20 million dollars')).toBe('$20 million');
    expect(suggested('20 million dollars', 'It cost US$7 and US$8')).toBe('US$20 million');
    expect(suggested('20 million dollars and $5', 'It cost US$7 and US$8')).toBe('$20 million');
  });
});
