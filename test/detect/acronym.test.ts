import { describe } from 'vitest';
import { acronym } from '../../src/detect/acronym.ts';
import { checkDetector } from '../support/detector.ts';

describe('acronym', () => {
  checkDetector(acronym, {
    flags: [
      [
        'Through a statement, [[the Office of Customs and Border Protection]] (CBP) announced it.',
        ['U.S. Customs and Border Protection', 'Customs and Border Protection'],
        'The region, and U.S. Customs and Border Protection officers seize it.',
      ],
      [
        'the DEA (DEA) and [[the Office of Homeland Security Investigations]] (HSI), in addition',
        'Homeland Security Investigations',
      ],
      ['of the National Electoral Institute ([[OTHER]]) at the meeting', 'INE'],
    ],
    passes: [
      'with the Drug Enforcement Administration (DEA) and U.S. Customs and Border Protection (CBP)',
      'the Office of Naval Intelligence (ONI) and the Office of Foreign Assets Control (OFAC)',
      'the Attorney General’s Office (FGR), the Secretary of National Defense (Sedena)',
      'the Bureau of Alcohol, Tobacco, Firearms and Explosives (ATF) said (NOW)',
      'the National Electoral Institute (INE) and the United Nations (UN)',
      'an officer of Homeland Security Investigations (HSI)',
    ],
  });
});
