import { describe } from 'vitest';
import { nameVariant } from '../../src/detect/name-variant.ts';
import { checkDetector } from '../support/detector.ts';

describe('name-variant', () => {
  checkDetector(nameVariant, {
    flags: [
      ['Zubizareta spoke. Then [[Zubizaretta]] left with Zubizareta.', 'Zubizareta'],
      ['The mayor, [[Arrizabalga]], left.', 'Arrizabalaga', 'The mayor is Kepa Arrizabalaga.'],
      ['The town of [[Monterey]] has no water. Monterrey waits, and Monterrey prays.', 'Monterrey'],
      ['Then [[Canovas]] spoke. Cánovas had left; Cánovas came back.', 'Cánovas'],
      ["The [[Kavanagugh's]] house. Kavanaugh came. Kavanaugh sat.", "Kavanaugh's"],
    ],
    passes: [
      'Fernando spoke. Fernanda left with Fernando, and Fernando slept.',
      'The Kosovar left Kosovo; Kosovo slept, Kosovo woke.',
      'Nanjing (Nanking) fell. Nanjing rose, and Nanjing fell again.',
      'Iran and Iraq met. Iraq left, and Iraq came back.',
      'Benitez spoke, Benites left.',
      ['Symons and Symonds met. Symonds left. Symonds slept.', 'Symons and Symonds met.'],
      // written without accents throughout
      'Canovas spoke, and Canovas left. Canovas slept. Cánovas was not there.',
      'Roman spoke. Romana left with Roman and Roman.',
    ],
  });
});
