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
      [`"We were hurt on the left by Ruiz and Paz[[, "laughed]] the coach at the end.${after}`, '," laughed'],
      [`“It was a real [[crossroads,]] he recalled, of his life.${after}`, 'crossroads,”'],
      [`“It was a real [[crossroads,]] Ana Ruiz, a driver, told the paper.${after}`, 'crossroads,”'],
      [`The court spoke of “the articles of the [[law,]] and warned against haste.${after}`, 'law,”'],
      [`“The fire grew at [[night,]] said Ana Ruiz. It is over,” said the mayor.${after}`, 'night,”'],
      [`[[We]] need a deal,” the mayor said.${after}`, '“We'],
      [`He spoke of [[“hope]] for all of them, and then of the many years that had gone by.${after}`],
      ['“The [[works,]] he said.\n\n“They will end soon,” he added.', 'works,”'],
      [`He sang “the greatest of the Gorge[[?]]; and he left.${after}`, '”'],
      [`They call it [[?the Giant?]] in the south.${after}`, '“the Giant”'],
      [`Jorge Ruiz said: [[Our]] results are new,” and left.${after}`, '“Our'],
      [
        '[[These]] resources will strengthen generation and the self-sufficiency of the country.\n\nhighlighted the president.',
        '“These',
      ],
      // Before the tag the last sentence was said, and those in which somebody speaks of himself.
      [`The hall was full. [[It]] was a sad night for the town,” Ana Ruiz said.${after}`, '“It'],
      [`The hall was full. [[We]] came in late. It was a sad night,” said Ana Ruiz.${after}`, '“We'],
      [`“Enough,” he said. [[It]] was a sad night,” the local mayor added.${after}`, '“It'],
      // Nothing tells where it ends: the end of its sentence, and the whole of it when it is short.
      [`The union is [[“against the ropes.]]${after}`, ['“against the ropes.”', '“against the ropes”.']],
      [
        `It called him [["a paper tiger.]] The strike goes on, and so do the talks.${after}`,
        '"a paper tiger."',
      ],
      [`It is a “farce”. The union is [[“against the ropes.]]${after}`, '“against the ropes”.'],
      [
        `“The works on the northern bridge have been standing still since the spring of last [[year.]]${after}`,
        'year.”',
      ],
      [`[[““]]We need it now,” he said.${after}`, '“'],
      [`“We will go on working [[“together]] with everyone,” he said.${after}`, 'together'],
      ['He said [[«]]enough[[»]], and left.', '“'],
      ['“They call it [[«]]the Giant[[»]] here,” he said.', '‘'],
      [`“What is it[[?,]] asked the mayor.${after}`, '?”'],
      // Of a heap of marks the last one opens something, the others nothing.
      [`He typed ““““[[“a by mistake.]]${after}`],
      // Single marks, where the text quotes with them.
      [`‘We won[[‘,]] the coach said.\n\n‘It was hard,’ said Ruiz, who scored.`, ['’,', ',’']],
      [`‘We won the [[cup,]] said Ruiz.\n\n‘It was hard,’ the coach added.`, 'cup,’'],
      [`‘We won,’ said Ruiz.\n\nThey are [[‘over the moon.]]${after}`, '‘over the moon.’'],
    ],
    passes: [
      `“One,” he said. “Two.”${after}`,
      '“The first paragraph goes on.\n\n“The second one closes it,” he said.',
      // The last paragraph may be cut off.
      '“The cartels are constantly evolving. Change is constant in their business.',
      `He is 5'10" tall and "a 12" record" fell.${after}`,
      `"One," she said, "and two."${after}`,
      // The second mark opens: it is closed behind.
      `"One thing we know, "once and for all," is this," she said.${after}`,
      `The name "COVID-19" is new, and so is "2019-nCoV."${after}`,
      `Is that so? he asked; and who would know? nobody.${after}`,
      `“Who would go to the Gorge?” he asked; and left.${after}`,
      `'El Gigio', the driver's friend, saw the '90s end.${after}`,
      `the (“so-called”) “choking” flow of “X”—and “Y”…${after}`,
      // A quotation in a quotation, with the marks of the outer one, is house style.
      `“He called it “a disgrace” and left,” she said.${after}`,
      `““Home” is a song of ours,” he said.${after}`,
      // "States" is no verb of saying here.
      `“When the war ended, the United States stayed,” he said.${after}`,
      // What is told in a quotation has tags of its own.
      `“My father came in, said he was tired, and left,” Ruiz said.${after}`,
      // A heap of marks quotes nothing.
      `«««««««««${after}`,
      // Guillemets that point.
      'News\n\n« Back to the list\n\nMore »',
      // Single marks that own, shorten and count years; a nickname; a text whose main mark is the double one.
      `‘We lost,’ said Ruiz. The players’ coach left in the ‘90s. ‘Time for rock ‘n’ roll,’ he joked.${after}`,
      `Sergio ‘Pibe’ Ruiz and Ana ‘Nena’ Paz won.${after}`,
      `“We won,” said the ‘doctor. “We did,” said the ‘nurse.${after}`,
      '‘The first paragraph goes on.\n\n‘The second one closes it,’ he said. ‘It does.’',
      // The article is written with turned apostrophes, not with quotations.
      `The team‘s bus and the fans‘ cars came late.${after}`,
    ],
  });
});
