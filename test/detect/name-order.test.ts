import { describe } from 'vitest';
import { nameOrder } from '../../src/detect/name-order.ts';
import { checkDetector } from '../support/detector.ts';

describe('name-order', () => {
  checkDetector(nameOrder, {
    flags: [
      [
        'They announced Operation [[Spike Plaza]] today.',
        'Plaza Spike',
        'It is part of Operation Plaza Spike.',
      ],
      ['the Operation [[Spike Plaza]]whose first objective', 'Plaza Spike', 'Operation Plaza Spike began.'],
      ['Then [[Milei Javier]] spoke. Javier Milei left, and Javier Milei came.', 'Javier Milei'],
      ['When [[Kavanaugh Brett]] came, Brett Kavanaugh sat. Then Kavanaugh rose.', 'Brett Kavanaugh'],
      ['the members of the [[Nations United]] met', 'United Nations'],
      ['The World Cup began. This [[Cup World]] is long.', 'World Cup'],
    ],
    passes: [
      'The Secretary General and the General Secretary met.',
      'Sergio Valenzuela Valenzuela and Valenzuela Valenzuela',
      'Today Operation Spike Plaza, Operation Spike Plaza and Operation Plaza Spike began.',
      ['They saw García Márquez and Márquez García.', 'García Márquez and Márquez García met.'],
    ],
  });
});
