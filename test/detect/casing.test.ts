import { describe } from 'vitest';
import { casing } from '../../src/detect/casing.ts';
import { checkDetector } from '../support/detector.ts';

const intro =
  'The works\n\nThe council met on Monday to speak of the works, which have cost a great deal.\n\n';

describe('casing', () => {
  checkDetector(casing, {
    flags: [
      ['They arrived [[In]] Mexico on Monday.', 'in'],
      ['The law, which [[In]] 2019 failed, passed.', 'in'],
      ['The company [[Announced]] that it would close.', 'announced'],
      ['“We are ready”, [[Said]] the minister.', 'said'],
      // After a quotation, where it goes on.
      [`${intro}“It is over”, [[He]] said.`, 'he'],
      [`${intro}“It is over,” [[Said]] the coach.`, 'said'],
      // After a comma or a semicolon.
      [`${intro}The rain stopped, [[But]] the water rose.`, 'but'],
      [`${intro}The rain stopped; [[Organized]] crime did not.`, 'organized'],
      [`${intro}They were late; [[So]] we left.`, 'so'],
      // In mid-sentence.
      [`${intro}It is the rise that was expected [[In]] the summer.`, 'in'],
      [`${intro}But [[The]] Mexican economy grew.`, 'the'],
      [`${intro}It was heard in [[The]] Senate.`, 'the'],
      [`${intro}It fell in a year in which [[Through]] the intervention of others all was lost.`, 'through'],
      [`${intro}There is help for those who paid and for those who did not [[They]] paid for it.`, 'they'],
      [`${intro}They left the port at night. Shots were heard in the [[Port]].`, 'port'],
      [`${intro}He announced that [[It]] will appeal.`, 'it'],
      [`${intro}That is why [[Parents]] must come early.`, 'parents'],
      [`${intro}In the valley, [[Meanwhile]], work stopped.`, 'meanwhile'],
      // The first word shouts.
      [`${intro}[[AT]] Santa Fe they sang.`, 'At'],
      // A sentence that begins small.
      [`${intro}The officers were sent home. [[according]] to the mayor, they are well.`, 'According'],
      [`${intro}[[the]] mayor said that the works will go on until the end of the summer.`, 'The'],
    ],
    passes: [
      'Lin-Manuel Miranda wrote a musical, In the Heights, which won.',
      `${intro}“It is over.” He said no more. “It is over!” Said once.`,
      // Titles and names keep theirs.
      `${intro}He lives in The Hague, reads The Economist, and saw Gone With the Wind, The Godfather and, From Dusk Till Dawn.`,
      `${intro}He read it in the newspaper The word of the day.`,
      // After a comma a name or a quotation may begin.
      `${intro}The rain stopped, Ruiz said. He said, We are late.`,
      `${intro}Congress met; Congress agreed. They will come; Ana will be late; God moves.`,
      // God.
      `${intro}May God keep us in His image, for all that He gives and the freedom He gave.`,
      // Words that titles have in their midst.
      `${intro}The article To Share or Not looks at the Will of the people, and at Its end.`,
      // A subject said twice is repeated-word's.
      `${intro}But the economy It goes through a bad year.`,
      // Bodies and offices; a noun that goes on as a name; one that stands in the text as often.
      `${intro}The president and the church met. They went to the Church, to the President, in the Senate.`,
      `${intro}The sea rose at the Festival of the Sea. The strategy grew by the Strategy for Growth.`,
      `${intro}The port slept. They went to the Port, and left by the Port.`,
      // Nothing else says that it is no name.
      `${intro}He lives in the Bronx. Shots were heard in the Port.`,
      // Abbreviations, figures, omissions.
      `${intro}The team of St. the old, Corp. said, vs. the others ... and so on, no. of them.`,
      // Headings are not looked at.
      'What is known And what Is Not\n\nThe council met on Monday to speak of the works, which have cost a lot.',
      // A list, the tag of a quotation.
      `${intro}bread and butter\n\nhighlighted the mayor of the town, who will leave his office in the summer of next year.`,
      `${intro}The IT department and US troops left. AT&T AND NOBODY ELSE STAYED.`,
    ],
  });
});
