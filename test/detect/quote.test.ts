import { describe } from 'vitest';
import { quote } from '../../src/detect/quote.ts';
import { checkDetector } from '../support/detector.ts';

const after = '\n\nThe mayor left on Monday.';

describe('quote', () => {
  checkDetector(quote, {
    flags: [
      ['“It was more than 20 million dollars[[“,]] indicates the statement.', [',”', '”,']],
      [`The boy is in “stable[[“]] condition.${after}`, '”'],
      [`"It is the best that a nation can have[[, "said]] the head of state.${after}`, '," said'],
      [`“It was a real [[crossroads,]] he recalled, of his life.${after}`, 'crossroads,”'],
      [`[[We]] need a deal,” the mayor said.${after}`, '“We'],
      [`He spoke of [[“hope]] for all of them.${after}`],
    ],
    passes: [
      `“One,” he said. “Two.”${after}`,
      '“The first paragraph goes on.\n\n“The second one closes it,” he said.',
      '“The cartels are constantly evolving. Change is constant in their business.',
      `He is 5'10" tall and "a 12" record" fell.${after}`,
      `"One," she said, "and two."${after}`,
      `'El Gigio', the driver's friend, saw the '90s end.${after}`,
      `the (“so-called”) “choking” flow of “X”—and “Y”…${after}`,
    ],
  });
});
