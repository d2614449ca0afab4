/**
 * A sentence for a person that has not been put into words yet: a key of the catalogues in src/messages and
 * the parameters that go into it. `text/say.ts` turns it into English or Spanish.
 */
export type Message = {
  readonly key: string;
  readonly params?: Readonly<Record<string, string | number>>;
};

/** Short for an object literal, so that a rule reads as one line. */
export function message(key: string, params?: Record<string, string | number>): Message {
  return params ? { key, params } : { key };
}
