import type { Message } from '../model/index.ts';

/** A catalogue of src/messages: key to sentence, or to its plural forms (Intl.PluralRules names). */
export type Catalogue = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export type Say = (message: Message) => string;

/**
 * Makes the function that puts messages into words. `{name}` is replaced by that parameter; a parameter that is
 * itself a key, written `{name:prefix}`, is looked up as `prefix.<value>`. An entry with plural forms is chosen
 * by the parameter `n`; a form that is missing falls back to `other`. An unknown key throws: it is a bug.
 */
export function sayer(catalogue: Catalogue, locale: string): Say {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const say = ({ key, params = {} }: Message): string => {
    const entry = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
    if (entry === undefined) throw new RangeError(`no message with the key ${key}`);
    const pattern =
      typeof entry === 'string' ? entry : (entry[plurals.select(Number(params.n))] ?? entry.other ?? '');
    return pattern.replace(/\{(\w+)(?::([\w.-]+))?\}/g, (_, name: string, prefix?: string) => {
      const value = params[name];
      if (value === undefined) throw new RangeError(`message ${key} needs the parameter ${name}`);
      if (prefix) return say({ key: `${prefix}.${value}` });
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
  return say;
}
