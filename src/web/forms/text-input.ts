import type { z } from 'zod';
import type { TextDetails } from '../../model/index.ts';
import type { TextInput } from '../desk.ts';
import type { textSchema } from './schemas.ts';

/** A text of the API, string or object, as the desk takes it: a byte-order mark is no text. */
export function asTextInput(given: z.infer<typeof textSchema>): TextInput {
  if (typeof given === 'string') return { text: withoutMark(given) };
  const { text, segments, ...details } = given;
  return {
    ...(withoutEmpty(details) as TextDetails),
    text: withoutMark(text),
    ...(segments && { segments }),
  };
}

export const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

const withoutEmpty = (details: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(details).filter((entry): entry is [string, string] => Boolean(entry[1])));
