import { type Message, message } from '../model/index.ts';
import type { Undecoded } from '../text/decode.ts';

/** The sentence for bytes that cannot be told: which one, where, and what to do. */
export function sayUndecoded(undecoded: Undecoded, name: string): Message {
  if (undecoded.code === 'unmarked') return message('input.utf16-unmarked', { name });
  const { byte, line, column } = undecoded;
  // As words: a line number takes no thousands mark.
  const place = {
    name,
    byte: `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    line: String(line),
    column: String(column),
  };
  switch (undecoded.code) {
    case 'unclaimed':
      return message('input.byte-unclaimed', place);
    case 'unsure': {
      const { one, other, rival } = undecoded;
      return message('input.byte-unsure', { ...place, one, other, rival });
    }
    case 'broken':
      return message('input.byte-broken', { ...place, encoding: undecoded.encoding });
  }
}
