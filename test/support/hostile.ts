import type { Got, Sent } from './server.ts';

/** What an answer must never hold: where our files are, and how we got there. */
const insides =
  /\bat [\w.<>]+ \(|\(node:internal|file:\/\/\/(?!etc\/passwd)|node_modules|\.[jt]s:\d+:\d+|\/src\/|SQLITE|ERR_[A-Z_]{4,}/;

/** A status 0 says that the line was cut: right where the request was no HTTP, wrong anywhere else. */
export type Allowed = { readonly slowMs?: number; readonly cut?: true };

/** What is wrong with an answer, whatever was asked: nothing, where all is well. */
export function faultsOf(
  { method, path }: Pick<Sent, 'method' | 'path'>,
  { status, headers, body, ms }: Got,
  { slowMs = 5_000, cut }: Allowed = {},
): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`answers ${status}`);
  if (status === -1) faults.push('gives no answer');
  if (status === 0 && !cut) faults.push('cuts the line');
  if (ms > slowMs) faults.push(`takes ${Math.round(ms)} ms`);
  if (status < 400 || method === 'HEAD') return faults;
  const inside = insides.exec(body)?.[0];
  if (inside !== undefined) faults.push(`tells ${inside}`);
  const isApi = /^\/api\/v1(?:[/?]|$)/.test(path);
  const isProblem = String(headers['content-type']).startsWith('application/problem+json');
  // What node refuses before it is a request (a broken line, headers too large) has no body.
  const isNodes = headers['x-content-type-options'] === undefined;
  if (isApi && !isNodes && !isProblem) faults.push(`is ${headers['content-type']}`);
  if (isProblem && !saysWhatToDo(body)) faults.push('does not say what to do');
  return faults;
}

function saysWhatToDo(body: string): boolean {
  const { code, detail } = JSON.parse(body) as { code?: string; detail?: string };
  return /^[a-z-]+$/.test(code ?? '') && /\w+ \w+/.test(detail ?? '');
}

/** The bytes of a text in UTF-8; half a character as programs write it that know no better. */
export function bytesOf(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text);
  return Buffer.concat(
    Array.from(text, char => {
      const unit = char.charCodeAt(0);
      return char.isWellFormed()
        ? Buffer.from(char)
        : Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 63), 0x80 | (unit & 63)]);
    }),
  );
}

export const percent = (bytes: Buffer): string => bytes.toString('hex').replace(/../g, '%$&');

/** A form as browsers send it. A text that is no UTF-8 goes byte by byte. */
export const formBody = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) =>
      [name, value]
        .map(text => (text.isWellFormed() ? encodeURIComponent(text) : percent(bytesOf(text))))
        .join('='),
    )
    .join('&');

export type Part = { readonly name: string; readonly value: string | Buffer; readonly file?: string };
export const boundary = 'walnuts-boundary';
export const multipartType = `multipart/form-data; boundary=${boundary}`;

export function multipartBody(parts: readonly Part[]): Buffer {
  const line = (text: string): Buffer => Buffer.from(`${text}\r\n`);
  return Buffer.concat([
    ...parts.flatMap(({ name, value, file }) => [
      line(`--${boundary}`),
      line(
        `Content-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}`,
      ),
      line(''),
      typeof value === 'string' ? bytesOf(value) : value,
      line(''),
    ]),
    line(`--${boundary}--`),
  ]);
}

/** Shows that markup is alive: it must never stand in a page as it came. */
export const live = '<b id=live>';

const sentence = 'The boss of the cartel was seen in Nogales on Monday.';
const lines = (end: string): string =>
  ['A headline of it', '', sentence, '', `${sentence} Again.`, ''].join(end);
const chars = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, n) => String.fromCodePoint(from + n)).join('');

export type Kind = { readonly name: string; readonly text: string; readonly is: 'kept' | 'refused' };
const kept = (name: string, text: string): Kind => ({ name, text, is: 'kept' });
const refused = (name: string, text: string): Kind => ({ name, text, is: 'refused' });
const within = (name: string, piece: string): Kind =>
  kept(name, `A headline of it\n\nBefore ${piece} after. ${sentence}`);

/** Texts that have hurt others. Each is kept unit for unit, or refused with what to do: the same at every door. */
export const nastyTexts: readonly Kind[] = [
  refused('empty', ''),
  refused('spaces', '   '),
  refused('tabs and breaks', '\t\t\r\n\n\t'),
  refused('no-break spaces', '\u00A0\u202F\u2007'),
  refused('a byte-order mark alone', '\uFEFF'),
  refused('every blank', '\u2000\u2001\u2028\u2029\u3000\u205F\u1680'),
  kept('zero-width space alone', '\u200B'),
  refused('NUL within', `A headline\n\nNog\0ales. ${sentence}`),
  refused('NUL first', `\0${sentence}`),
  refused('NUL last', `${sentence}\0`),
  within('C0', chars(1, 8) + chars(14, 31)),
  within('vertical tab, form feed', '\v\f'),
  within('delete and C1', chars(0x7f, 0x84) + chars(0x86, 0x9f)),
  within('next line', '\u0085'),
  within('escape sequences', '\x1b[31mred\x1b]0;title\x07'),
  refused('lone high surrogate', `Nog\uD83Dales. ${sentence}`),
  refused('lone low surrogate', `Nog\uDE00ales. ${sentence}`),
  refused('reversed surrogates', `Nog\uDE00\uD83Dales. ${sentence}`),
  refused('lone surrogate last', `${sentence}\uD83D`),
  within('pairs', '😀 👩‍👩‍👧‍👦 🇲🇽 𝒩ogales 𠮷'),
  within('bidi overrides', '\u202Aa\u202Bb\u202Dc\u202Ed\u202C\u202C\u202C\u202C'),
  within('bidi isolates', '\u2066a\u2067b\u2068c\u2069\u2069\u2069'),
  within('bidi never closed', '\u202E\u2067'),
  within('marks of direction', '\u200E\u200F\u061C'),
  within('zero width', 'No\u200Bga\u200Cle\u200Ds\u2060\uFEFF'),
  within('soft hyphens', 'No\u00ADga\u00ADles'),
  within('a pile of marks', `N${'\u0300\u0327\u20DD'.repeat(100)}ogales`),
  within('decomposed', 'Nogále\u0301s E\u0301l Año An\u0303o'),
  within('jamo', '\u1112\u1161\u11AB'),
  within('ligatures and full width', 'ﬁ ﬄ Ｎｏｇａｌｅｓ ＜script＞'),
  within('replacement characters', '\uFFFD\uFFFD'),
  within('noncharacters', '\uFFFE\uFFFF\u{1FFFE}\uFDD0'),
  within('private use and tags', '\uE000\u{F0000}\u{E0001}\u{E0041}'),
  within('special casing', 'İstanbul ǅ ß ŉ ΐ ﬀ'),
  kept('LF', lines('\n')),
  kept('CRLF', lines('\r\n')),
  kept('CR', lines('\r')),
  kept('line separators', lines('\u2028')),
  kept('paragraph separators', lines('\u2029')),
  kept('mixed ends', `A headline\r\n\n${sentence}\r\r\n\n\r${sentence}\n\r`),
  kept('blanks around', ` \t\n\n  ${sentence}  \n\t \n`),
  kept('marks twice', `\uFEFF\uFEFF${sentence}`),
  within('script', `${live}<script>alert(1)</script>`),
  within('event handlers', `${live}<img src=x onerror=alert(1)><svg/onload=alert(1)>`),
  within('ends of our tags', `</textarea></title></p></section>${live}<script src=//x>`),
  within('ends of attributes', `"' autofocus onfocus=alert(1) x="${live}`),
  within('entities', `&lt;b&gt; &amp;amp; &#60;script&#62; &#x0; ${live}`),
  within('comments and CDATA', `<!-- ${live} --> <![CDATA[ ${live} ]]> <?php ?>`),
  within('XML', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
  within('address', 'javascript:alert(1) data:text/html,<script>'),
  within('handlebars', '{{handlebars}} {{this.constructor}} {{lookup . "x"}}'),
  within('raw handlebars', `{{{raw}}} {{& raw}} {{{{raw}}}}${live}{{{{/raw}}}}`),
  within('partials', '{{> partial}} {{> (lookup . "x")}} {{#> layout}}{{/layout}}'),
  within('blocks', '{{#each x}}{{#with "s" as |s|}}{{/with}}{{else}} {{!-- --}} \\{{x}}'),
  within('broken handlebars', '{{#if}} {{ {{{ }} {{/x}} {{~x~}'),
  within('other templates', '<%= 7*7 %> #{7*7} {% raw %} $(id) `id` %s%n%x'),
  within('SQL', '\'; DROP TABLE articles; -- " OR 1=1'),
  within('formulas', '=HYPERLINK("http://x") +1 -1 @SUM(A1)'),
  within('header lines', '\r\nSet-Cookie: walnuts=x\r\n\r\n<html>'),
  within('paths', '../../../etc/passwd ..\\..\\x %2e%2e%2f C:\\con'),
  within('names of objects', '__proto__ constructor prototype toString hasOwnProperty'),
  within('JSON', '{"id":1,"__proto__":{"x":1}} [[[[ "\\u0000" \\ud800'),
  within('a word of 50,000 letters', 'x'.repeat(50_000)),
  within('50,000 blanks', ' '.repeat(50_000)),
  within('20,000 quotes', '“'.repeat(20_000)),
  within('20,000 brackets', '('.repeat(20_000)),
  within('20,000 stops', 'A.'.repeat(20_000)),
  within('50,000 digits', '1'.repeat(50_000)),
  within('20,000 commas', '1,'.repeat(20_000)),
  within('20,000 hyphens', 'a-'.repeat(20_000)),
  within('20,000 capitals', 'Ab'.repeat(20_000)),
  within('almost a match', `${'a'.repeat(20_000)}!`),
];
