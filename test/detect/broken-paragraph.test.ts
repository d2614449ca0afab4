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
    ],
    passes: [
      `${intro}“The country is plagued by deaths, and by fear.\n\n“Trafficking has made it worse,” the statement states.`,
      `${intro}“The country is plagued by deaths,” he said, and sat down.\n\nTrafficking has made it “worse” for all of us here.`,
      `${intro}The list of things that we need, and of those that we do not:\n\nbread, and a little butter\n\nhe-goats and she-goats`,
    ],
  });
});
