import { describe } from 'vitest';
import { quote } from '../../src/detect/quote.ts';
import { checkDetector } from '../support/detector.ts';

const after = '\n\nThe mayor left on Monday.';

describe('quote', () => {
  checkDetector(quote, {
    flags: [
      ['“It was more than 20 million dollars[[“,]] indicates the statement.', ['”,', ',”']],
      [`The boy is in “stable[[“]] condition.${after}`, '”'],
      [`"It is the best that a nation can have[[, "said]] the head of state.${after}`, '," said'],
      [`“It was a real [[crossroads,]] he recalled, of his life.${after}`, 'crossroads,”'],
      [`[[We]] need a deal,” the mayor said.${after}`, '“We'],
      [`He spoke of [[“hope]] for all of them.${after}`],
      ['“The [[works,]] he said.\n\n“They will end soon,” he added.', 'works,”'],
      [`He sang “the greatest of the Gorge[[?]]; and he left.${after}`, '”'],
      [`They call it [[?the Giant?]] in the south.${after}`, '“the Giant”'],
      [`Jorge Ruiz said: [[Our]] results are new,” and left.${after}`, '“Our'],
      [
        '[[These]] resources will strengthen generation and the self-sufficiency of the country.\n\nhighlighted the president.',
        '“These',
      ],
    ],
    passes: [
      `“One,” he said. “Two.”${after}`,
      '“The first paragraph goes on.\n\n“The second one closes it,” he said.',
      '“The cartels are constantly evolving. Change is constant in their business.',
      `He is 5'10" tall and "a 12" record" fell.${after}`,
      `"One," she said, "and two."${after}`,
      `The name "COVID-19" is new, and so is "2019-nCoV."${after}`,
      `Is that so? he asked; and who would know? nobody.${after}`,
      `“Who would go to the Gorge?” he asked; and left.${after}`,
      `'El Gigio', the driver's friend, saw the '90s end.${after}`,
      `the (“so-called”) “choking” flow of “X”—and “Y”…${after}`,
    ],
  });
});
