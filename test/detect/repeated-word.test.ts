import { describe } from 'vitest';
import { repeatedWord } from '../../src/detect/repeated-word.ts';
import { checkDetector } from '../support/detector.ts';

describe('repeated-word', () => {
  checkDetector(repeatedWord, {
    flags: [
      ['They left [[the the]] city.', 'the'],
      ['He had [[been been]] there before.', 'been'],
      ['This mine [[is is]] still the largest.', 'is'],
      ['There were [[no no]] arrests.', 'no'],
      // A subject said twice.
      ['Ruiz [[He stated]] that the works go on.', 'stated'],
      ['The mayor spoke. Ana Ruiz [[She will]] answer.', 'will'],
      ['But the Mexican economy [[It goes]] through a bad year.', 'goes'],
      ['The rain went on, while the Mayo Dam [[It only has]] water for a week.', 'only has'],
      ['The Bank of Mexico [[It lowered]] its rate.', 'lowered'],
      ['Boca, Lanús and Santa Cruz [[they will]] play on Monday.', 'will'],
    ],
    passes: [
      // Names that double, stress, a mark between the two.
      'Juan Valenzuela Valenzuela and Walla Walla',
      'It was very very cold. No no, he said.',
      'It was not who he was, was it?',
      // "The The", "La La Land": capitals make a name.
      'The band The The played La La Land.',
      // Two that meet at the edge of clauses: asked, but quietly.
      'The house he lives in in summer is small.',
      'He had had enough of what it is is called.',
      'He said that that was true.',
      'The paragraph ends with the\n\nthe next one begins with it.',
      // "whom" is left out.
      'These are the people they know and the songs she sang.',
      // God.
      'May God bless you as He wills, for the Lord He is good.',
      'They speak of faith and the freedom He gives.',
      // Behind a verb or a preposition it is an object, and a full stop was lost: casing says so.
      'Those who do not They paid. He met Ruiz He was late.',
      // An adverb, a day, a place is no subject.
      'Often He was beaten. On Monday They arrested him. In Spain They say so.',
      'Together they will win; Somehow he has found it.',
      'On Saturday they arrested a man. The Americans they were about to rescue came.',
      // A title: its verb has a capital.
      'The song The Day He Left is old.',
      // A paragraph's own beginning.
      'The mayor and Ana Ruiz\n\nShe has not come.',
    ],
  });
});
