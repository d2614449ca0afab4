import { describe } from 'vitest';
import { extraSpace } from '../../src/detect/extra-space.ts';
import { checkDetector } from '../support/detector.ts';

describe('extra-space', () => {
  checkDetector(extraSpace, {
    flags: [
      ['“We give nothing to the [[corrupt "]], said Ana Ruiz.', 'corrupt"'],
      ["under the control of [['El Gigio ']], approximately 44 percent", "'El Gigio'"],
      ['They left the [[city ,]] he said.', 'city,'],
      ['the end of the [[road .]]', 'road.'],
      ['Where was the [[mayor ?]] Nobody knew.', 'mayor?'],
      ['It fell by 20 [[percent ;]] they left', 'percent;'],
      ['please help [[us ”]], he said', 'us”'],
      ['We won“ they said, and left the voting[[. ”]] And so on.', '.”'],
      ['It is in the "register[[" .]]', '".'],
      ['the agency [[( DEA]]) said', '(DEA'],
      ['the agency (the [[DEA )]], which', 'DEA)'],
      ['They call it [[« the]] end» here.', '«the'],
      ['The volcano has [[rea ched]] the town', 'reached'],
      // Two pieces that are no words; one of them is a place somewhere.
      ['The town has other [[pri orities]] now', 'priorities'],
      ['It came with a [[bac klash]] of its own', 'backlash'],
      ['He called it [["a mess "]] and left', '"a mess"'],
      ['They said [[" never]] ever", and left.', '"never'],
    ],
    passes: [
      'they rea\nched the town', // a line end is no blank: the two stand in different paragraphs
      'They left the city\n, he said.',
      'It was over ... or so they said.',
      'visit .com sites, use .22 rifles and :) smile',
      'The score : 2 to 1. See table ,5 and Home » News', // a colon between blanks is a matter of house style
      '« Back to the list',
      'said "yes" and "no" to the Smiths\' dog',
      // `said "` opens the next quotation.
      'He said "yes" and then said "no" to them.',
      // What the straight mark touches is not known.
      'It is in the register " .',
      "the drivers' union and the owners ' 90s car",
      'a well known fact, once more, any one',
      // Two blanks, and a tab, between words are the typist's.
      'one  and\ttwo',
      'He said “no” — and “yes” – twice',
      'from Spain and el Salvador a la carte',
      // A piece that the text has elsewhere is a word of its own; pieces with capitals are names.
      'the dron es and the dron of the army',
      'Rea Ched and Pri Orities',
      // The hyphen binds it to something else.
      'the sub-rea ched-out',
    ],
  });
});
