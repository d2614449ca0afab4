/** Fills up with a unit to exactly `size` code units; a character cut in two is mended. */
const fill = (unit: string, size: number): string =>
  unit
    .repeat(Math.ceil(size / unit.length))
    .slice(0, size)
    .toWellFormed();

/** Brackets or quotation marks opened to the middle and closed from there. */
const nest = (open: string, close: string, size: number): string =>
  fill(open, Math.ceil(size / 2)) + fill(close, Math.floor(size / 2));

/** Words that are all different. */
function different(word: (at: number) => string, size: number): string {
  let text = '';
  for (let at = 0; text.length < size; at++) text += word(at);
  return text.slice(0, size).toWellFormed();
}

/** A number in four letters, so that twice the size holds twice the words of one length. */
const letters = (at: number): string =>
  [17_576, 676, 26, 1].map(power => String.fromCharCode(97 + (Math.floor(at / power) % 26))).join('');

const sentence = 'The mayor of Nogales, Sonora, said that "El Gigio" was arrested in 2024 by the (DEA). ';

/** Thirty-three shapes of text that stall careless code, each made in any size. */
export const shapes: Readonly<Record<string, (size: number) => string>> = {
  'straight quotes': size => fill('"', size),
  'quotes and blanks': size => fill('" ', size),
  'quotes that alternate': size => fill('“a” "b" ', size),
  'nested quotes': size => nest('“', '”', size),
  apostrophes: size => fill("'", size),
  'apostrophes in words': size => fill("a'b'", size),
  'one long word': size => fill('a', size),
  'one word of mixed case': size => fill('Sonorafor', size),
  capitals: size => fill('A ', size),
  'capitalised words': size => different(at => `Rosa${letters(at)} Flor${letters(at)} Mar. `, size),
  'a name again and again': size => fill('Plaza Spike. Spike Plaza. ', size),
  'Spanish names': size => fill('San Juan del Río de la Paz en Nogales, Sonora ', size),
  'translated names': size => fill('Blue Cross in Walnuts, Sonora. Nogales. Cruz Azul. ', size),
  'lost spaces': size => different(at => `Sonora${letters(at)}for heroinas well Plazawhose `, size),
  digits: size => fill('1', size),
  'digits and commas': size => fill('1,', size),
  'amounts in words': size => fill('1 thousand ', size),
  'numerals in words': size => fill('one hundred and ', size),
  'Roman numerals': size => fill('XIV MCMXC ', size),
  brackets: size => nest('(', ')', size),
  'acronyms in brackets': size => fill('the Office of Of And The A B (AB) ', size),
  'full stops': size => fill('.', size),
  ellipses: size => fill('… ...', size),
  dashes: size => fill('—-–', size),
  'the the': size => fill('the ', size),
  addresses: size => fill('https://a.b/c.D?e=f&g@h,i ', size),
  'tags and braces': size => fill('<b class="x">{{#each y}}&amp;', size),
  blanks: size => `a${fill(' \t', size - 2)}b`,
  'no-break spaces and soft hyphens': size => fill('a\u00A0b\u00AD', size),
  'line breaks': size => `a${fill('\r\n', size - 2)}b`,
  'short lines': size => fill('A few words\n', size),
  'one line of sentences': size => fill(sentence, size),
  'combining marks and bidi marks': size => fill('e\u0301\u0301\u202E\u200F', size),
  'emoji and Chinese': size => fill('😀新闻', size),
};
