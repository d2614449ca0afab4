import { describe } from 'vitest';
import { extraSpace } from '../../src/detect/extra-space.ts';
import { checkDetector } from '../support/detector.ts';

describe('extra-space', () => {
  checkDetector(extraSpace, {
    flags: [
      ["under the control of [['El Gigio ']], approximately 44 percent", "'El Gigio'"],
      ['They left the [[city ,]] he said.', 'city,'],
      ['the end of the [[road .]]', 'road.'],
      ['please help [[us ”]], he said', 'us”'],
      ['the agency [[( DEA]]) said', '(DEA'],
      ['The volcano has [[rea ched]] the town', 'reached'],
      ['He called it [["a mess "]] and left', '"a mess"'],
    ],
    passes: [
      'they rea\nched the town', // a line end is no blank: the two stand in different paragraphs
      'It was over ... or so they said.',
      'visit .com sites, use .22 rifles and :) smile',
      'said "yes" and "no" to the Smiths\' dog',
      "the drivers' union and the owners ' 90s car",
      'a well known fact, once more, any one',
      'He said “no” — and “yes” – twice',
      'from Spain and el Salvador a la carte',
    ],
  });
});
