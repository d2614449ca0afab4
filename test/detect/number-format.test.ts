import { describe } from 'vitest';
import { numberFormat } from '../../src/detect/number-format.ts';
import { checkDetector } from '../support/detector.ts';

describe('number-format', () => {
  checkDetector(numberFormat, {
    flags: [
      ['Seizures exceed [[20 million dollars]]', '$20 million'],
      ['[[100 thousand]] kilograms of drugs have been seized', '100,000'],
      ['a debt of [[5 thousand 500 million]] pesos', '5.5 billion'],
      ['about [[33 thousand million dollars]] in plants', '$33 billion'],
      ['exports of [[US$ 5,000 million]] in May', 'US$5 billion'],
      [
        'the amount of [[one trillion 415 thousand 671 million]] pesos',
        ['1.415671 trillion', '1.42 trillion'],
      ],
      ['more than [[4 thousand 251]] people left', '4,251'],
      ['[[1 million 500 thousand]] voters', '1.5 million'],
      ['grew [[3,5]] percent and fell', '3.5'],
      ['some [[150.000]] people marched', '150,000'],
      ['for [[200 million euros]] a year', '€200 million'],
    ],
    passes: [
      'It cost $20 million and 3.5 percent of 10,967 pounds in September 2023, 44 percent',
      'two million dollars, half a million people, several thousand dollars',
      'a 20 million dollar deal, 5 million pesos and 900 million people',
      'version 2.500 of 192.168.1.100 at a.b/3,5',
      'the scores were 3,5 and 1,2; section 1.234',
      'a track of 1.500 meters and 2.345 seconds',
      'with a dose of 2 milligrams, 3,628 that were fentanyl',
      'for 12 of the 33 thousandths',
    ],
  });
});
