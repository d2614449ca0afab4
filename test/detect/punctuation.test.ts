import { describe } from 'vitest';
import { punctuation } from '../../src/detect/punctuation.ts';
import { checkDetector } from '../support/detector.ts';

/** Long enough to have to end in a mark. */
const long = (end: string): string =>
  `The council met on Monday. It spoke of the works on the northern bridge, which have been standing still since the spring of last year${end}`;

describe('punctuation', () => {
  checkDetector(punctuation, {
    flags: [
      ['It was said by Francos[[. for]] whom the clubs owe a lot.', [' for', ', for']],
      ['A man of 22 years, alias[[. ‘]]Caliche’, was met.', ' ‘'],
      ['The former head of the ministry, Rosa Ruiz [[Paz]] will be held in prison.', 'Paz,'],
      ['“We have no fuel,” [[he explained.]] Eduardo Arroyo, deputy head of the district.', 'explained'],
      // Datelines and lists as Spanish papers set them.
      ['Hermosillo[[.-]] Elements of the army came.', [' —', ':']],
      ['SONORA[[.-]]The army came.', ' — '],
      ['Delicias, [[Chih.-]] The harvest fell.', 'Chihuahua —'],
      ['GUATEMALA[[.]] The court ruled.', [' —', ':']],
      ['1[[.-]] The first point.', '.'],
      // Two marks where one belongs.
      ['They arrived[[..]] Then they left.', '.'],
      ['They came to the U.S[[..]] Then they left.', '.'],
      ['It rained[[,,]] and it snowed.', ','],
      ['It rained[[;,]] and it snowed.', ';'],
      ['They slept[[. ,]] and woke.', ','],
      ['They slept[[.,]] and woke.', ','],
      ['They asked why[[?.]] Nobody knew.', '?'],
      ['Why[[?,]] asked the mayor.', '?'],
      ['No one said[[:.]] It is over.', ':'],
      ['He called it “the last of their days[[.”.]] We left.', '.”'],
      ['He called it “the last of their days[[,”,]] and left.', ',”'],
      // A stop where mark-up was, or in mid-sentence.
      ['They work at the plant[[. (]]ACA) in the north.', ' ('],
      ['There were 770 murders[[. what’s]] going on.', [' what’s', ', what’s']],
      ['The mayor[[. which]] is new to the town, left.', ' which'],
      ['The mayor[[. who]] had been late, left.', ' who'],
      ['They met under the[[. Ceiba]] of the square.', ' Ceiba'],
      // Dashes that touch the aside.
      ['The judge [[-the only one of them-]] left.', ['— the only one of them —', '(the only one of them)']],
      ['The judge [[—the only one of them—]], left.', '— the only one of them —'],
      ['[[¿Where]] are they?', 'Where'],
      // A quotation and its tag, two sentences with a comma.
      ['“We did all that we could do[[”]] said the mayor.', ',”'],
      [
        'The wells of the northern towns are running out of water[[, however,]] citizens seem not to care.',
        ['; however,', '. However,'],
      ],
      [`${long('.')}\n\n${long('.')}\n\n${long('.')}\n\n${long(' or [[so]]')}\n\nThe end.`, 'so.'],
    ],
    passes: [
      'He denied the crimes he was accused of. He will appeal.',
      'The next day, Juan Pérez was arrested.',
      'The man arrested in Tijuana on Monday by the police was, in fact, the brother of the mayor.',
      'A sign reading "we want our children back alive" demanded the army to help.',
      'The minister said that in the end, Latin America has lost.',
      'The former head of the ministry, Rosa Ruiz Paz, will be held in prison.',
      'In the end, Rosa Ruiz was held. In Lima, Rosa Ruiz was held.',
      '“We have no fuel,” he explained. Eduardo Arroyo, deputy head, agreed.',
      '“We have no fuel,” he explained. The rain of the south.',
      // Compounds, scores, dashes with their blanks.
      'The U.S.-China talks of 2019-20 ended 3.-4 on a well-known note. He left - and came - late.',
      'PARIS — The court ruled. HELP. The end.',
      // Dots for an omission, paths, marks behind an abbreviation.
      'They waited... and waited . . . and left ../home .... and so on, etc., with Acme Inc., in the U.S.: a lot.',
      'It is :rocket:. Yahoo!. is a firm. Really?! “Who Is It?”, a film, and “is it real?”, a song.',
      'It was “the U.S.”, “the end”. And so on.',
      // A smiley, a number.
      'They left ;) and came at 1,.5 of it.',
      // Brackets that hold a sentence or follow an abbreviation.
      'They left. (They came back.) It is Acme Corp. (ACA) again.',
      // The small letter is the slip: casing says so. A question may begin with who.
      'They left the hall. according to the mayor, it is over. They left. who are they?',
      'vs. the others, approx. ten, no. five, St. peter',
      'An x. a y. and the z.',
      // Hyphens that begin and end something else.
      'pre- and post-war years, -10 degrees, a -b- c, the --flag- of it',
      '- a list\n- of things-',
      // Spanish on purpose.
      'They sang ¿Dónde están? and ¡Viva México! on the way.',
      // Of a few words, or a title: no speech.
      'What he calls “progress” said the mayor. The “Rome Declaration on Peace and Cooperation” stressed the need.',
      // "however" inside one sentence.
      'In Mexico, however, the rain came. When it rains in the north of the country for days, however, the wells fill.',
      // A caption may end without a mark, so may the last paragraph.
      `${long('.')}\n\nThe mayor at the bridge on Monday\n\n${long('')}`,
    ],
  });
});
