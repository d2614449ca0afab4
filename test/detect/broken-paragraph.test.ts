import { describe } from 'vitest';
import { brokenParagraph } from '../../src/detect/broken-paragraph.ts';
import { checkDetector } from '../support/detector.ts';

const intro =
  'Trafficking goes on\n\nThe agency spoke of the epidemic on Tuesday, and of the border with Mexico.\n\n';

describe('broken-paragraph', () => {
  checkDetector(brokenParagraph, {
    flags: [
      [
        `${intro}“The country is plagued by deaths. A dose is as small as a few grains of sand.[[\n\n\n]]Trafficking through plazas has made it worse, and xylazine, too,” the statement states.`,
        ['\n\n“', ' '],
      ],
      [
        `${intro}“This will allow the consolidation of the energy sector and of the whole industry[[.\n\n]]highlighted the president of the company on Monday.`,
        [',” ', ', '],
      ],
      [
        `${intro}The company will have consolidated the energy sector and the whole of the industry[[.\n\n]]he indicated.`,
        [', ', ',” '],
      ],
      [
        `${intro}The storm threw down a hundred and fifty trees that had stood there since his father[[\n\n]]planted them when he was a boy.`,
        ' ',
      ],
      // Line ends of any kind, one or two of them: the text keeps its own.
      [
        `${intro}“The country is plagued by deaths, and by fear.[[\r\n\r\n]]Trafficking has made it worse,” he said.`,
        '\r\n\r\n“',
      ],
      [
        `${intro}"The country is plagued by deaths, and by fear.[[\n]]Trafficking has made it worse," he said.`,
        '\n"',
      ],
    ],
    passes: [
      `${intro}“The country is plagued by deaths, and by fear.\n\n“Trafficking has made it worse,” the statement states.`,
      `${intro}“The country is plagued by deaths,” he said, and sat down.\n\nTrafficking has made it “worse” for all of us here.`,
      `${intro}The list of things that we need, and of those that we do not:\n\nbread, and a little butter\n\nhe-goats and she-goats`,
      // The quotation ended before its tag: a lost mark, not a broken paragraph.
      `${intro}“The country is plagued by deaths, and by fear, the mayor said.\n\nTrafficking has made it worse,” he added.`,
      // A sentence that begins small.
      `${intro}The mayor said that he would not resign, whatever the council decides on Monday.\n\nhe added that the works will go on.`,
      // Lists, with marks at the line's end and without.
      `${intro}The measures of the government, which were agreed on with the provinces on Monday:\n\nmore officers on the streets of the capital and of the other big cities\n\nmore schools in the countryside, and a hospital for each of the provinces`,
      `${intro}The measures of the government, which were agreed on with the provinces on Monday:\n\nmore officers on the streets of the capital and of the other big cities,\n\nmore schools in the countryside, and a hospital for each of the provinces,\n\nless tax`,
      `${intro}The measures of the government, which were agreed on with the provinces on Monday\n\n- more officers on the streets of the capital and of the other big cities`,
      // A poem.
      `${intro}Come down the mountain, river of my town, and bring the water that we lost,\nwith all the stones that you have carried off and all the names that we forgot,\nand let the children see you as you were, before the dam, before the dust`,
      // A table.
      `${intro}Votes that were counted in the provinces of the north of the country 1,200\nVotes that were counted in the provinces of the south of the country 2,300`,
      // A caption, and the short line behind it.
      `${intro}The president of the company and his wife at the opening of the new plant in the north\n\nby Ana Ruiz`,
      // An address, a trade name.
      `${intro}All of the documents that we speak of in this article are at the following address\n\nhttps://www.example.org/documents`,
      `${intro}The most popular phone of the year, according to a poll among our readers, is once more\n\niPhone of Apple, which has sold more than ever before.`,
    ],
  });
});
