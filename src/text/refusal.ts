import { type Message, maxSegments, maxUnits, message } from '../model/index.ts';
import type { ImportRefusal } from './segment.ts';

/** The sentence for a text that cannot be imported: what is wrong, where, and what to do. `name`: of the text. */
export function sayRefusal(refusal: ImportRefusal, name: string): Message {
  switch (refusal.code) {
    case 'empty':
      return message('input.empty', { name });
    case 'too-long':
      return message('input.too-long', { name, most: maxUnits });
    case 'too-many-segments':
      return message('input.too-many-segments', { name, segments: refusal.segments, most: maxSegments });
    case 'nul':
    case 'lone-surrogate':
      // As words: a line number takes no thousands mark.
      return message(`input.${refusal.code}`, {
        name,
        line: String(refusal.line),
        column: String(refusal.column),
      });
  }
}
