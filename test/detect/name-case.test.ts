import { describe } from 'vitest';
import { nameCase } from '../../src/detect/name-case.ts';
import { checkDetector } from '../support/detector.ts';

describe('name-case', () => {
  checkDetector(nameCase, {
    flags: [
      ['They were arrested in [[bristol]] on Friday.', 'Bristol'],
      ['The [[mexican]] government spoke.', 'Mexican'],
      ['They met on [[march]] 4 in the capital.', 'March'],
      ['Rosa [[quispe]] spoke. Then Mario Quispe left, and Mario Quispe slept.', 'Quispe'],
      ['He praised [[quispe]] in the square.', 'Quispe', 'The mayor, Rosa Quispe, left.'],
      ['They won the Copa [[litoral]] at home.', 'Litoral', 'The final of the Copa Litoral was played.'],
      ['The witness named Robert [[fowlez]] was charged.', 'Fowlez'],
      ['She lives in [[cabo]] de Palos with her son.', 'Cabo'],
    ],
    passes: [
      'They march 4 miles and may 5 people come, they stop.',
      'It runs on diesel and the web, with french fries.',
      'Write to bristol@example.org or @bristol or example.com/bristol.',
      'the anti-mexican mood and the pro-european side',
      // a surname that is Spanish for war is Spanish left standing, if anything
      'The guerra was long.',
      // younger than the dictionary, with a capital in a title
      'Our Guide to Geofencing. We like geofencing, and geofencing likes us.',
      ['They drank pulque in the square.', 'They drank pulque; Pulque is old.'],
      'al Qaeda and Osama bin Laden and Ludwig van Beethoven',
      'The Senate committee met. The Senate Committee left.',
      'Aedes aegypti and Escherichia coli were found.',
      'The GitHub repo and the URL shortener work.',
    ],
  });
});
