import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readFile } from '../../src/intake/index.ts';
import { english } from '../../src/messages/index.ts';
import { encode } from '../support/files.ts';

/** `H`eadline, head`g`ing or paragraph, each with its words. */
async function read(html: string | Buffer, name = 'story.html'): Promise<string[]> {
  const file = await readFile(Buffer.from(html), name);
  if ('refused' in file) return [`refused: ${english(file.refused)}`];
  return (
    file.segments?.map(
      ({ kind, start, end }) =>
        `${{ headline: 'H ', heading: 'g ', paragraph: '' }[kind]}${file.text.slice(start, end)}`,
    ) ?? [`plain: ${file.text}`]
  );
}

describe('a page is read as its headings and paragraphs', () => {
  it.each<[string, string, string[]]>([
    [
      'headings and paragraphs',
      '<h1>A title</h1><p>One.</p><h2>Part</h2><p>Two.',
      ['H A title', 'One.', 'g Part', 'Two.'],
    ],
    [
      'blanks as HTML has them',
      '<h1>\n A\t title </h1><p> One <b>of\n</b> two.',
      ['H A title', 'One of two.'],
    ],
    ['no space where the page has none', '<h1>T</h1><p>Sonora<b>for</b>', ['H T', 'Sonorafor']],
    ['no-break space kept', '<h1>T</h1><p>20&nbsp;kg', ['H T', '20\u00A0kg']],
    ['entities', '<h1>T</h1><p>Q&amp;A &lt;b&gt; &eacute; &#8220;x&#x201D;', ['H T', 'Q&A <b> é “x”']],
    ['a line break stays', '<h1>T</h1><p>One<br>two', ['H T', 'One\ntwo']],
    ['two line breaks end a paragraph', '<h1>T</h1><p>One<br> <br>two', ['H T', 'One', 'two']],
    ['a heading is one line', '<h1>One<br>two</h1><p>x', ['H One two', 'x']],
    [
      'bare text of a div',
      '<h1>T</h1><div>bare <i>text</i><p>para</p>tail</div>',
      ['H T', 'bare text', 'para', 'tail'],
    ],
    [
      'lists and quotations',
      '<h1>T</h1><ul><li>a<li>b</ul><blockquote>c</blockquote>',
      ['H T', 'a', 'b', 'c'],
    ],
    ['preformatted lines', '<h1>T</h1><pre>a  b\nc\n\nd</pre>', ['H T', 'a b\nc', 'd']],
    ['soft hyphens are no letters', '<h1>T</h1><p>Sono&shy;ra', ['H T', 'Sonora']],
    ['a second h1 is a heading', '<h1>T</h1><p>x</p><h1>U</h1><p>y', ['H T', 'x', 'g U', 'y']],
    [
      'scripts, styles, forms',
      '<h1>T</h1><script>s()</script><style>p{}</style><noscript>n</noscript><template>t</template><form>f <input value=v></form><p>x',
      ['H T', 'x'],
    ],
    [
      'menus and side notes',
      '<nav>Menu</nav><h1>T</h1><aside>Aside</aside><p>x</p><footer>Foot</footer>',
      ['H T', 'x'],
    ],
    [
      'hidden',
      '<h1>T</h1><p hidden>a<p style="color:red; display : none">b<div role=navigation>c</div><p>x',
      ['H T', 'x'],
    ],
    [
      'captions',
      '<h1>T</h1><figure><img alt=a src=b><figcaption>cap</figcaption></figure><p>x',
      ['H T', 'x'],
    ],
    ['markup in attributes', '<h1>T</h1><p title="<p>no</p>">x <!-- <p>no</p> -->', ['H T', 'x']],
    ['a link says its words', '<h1>T</h1><p><a href="javascript:alert(1)">here</a>', ['H T', 'here']],
    ['broken nesting', '<h1>T</h1><p><b>one<p>two</b> three', ['H T', 'one', 'two three']],
    [
      'words alone tell',
      '<p>US goes after the cartel<p>The government has launched an operation, it said.',
      ['H US goes after the cartel', 'The government has launched an operation, it said.'],
    ],
  ])('%s', async (_name, html, paragraphs) => {
    expect(await read(html)).toEqual(paragraphs);
  });

  it.each<[string, string, string[]]>([
    ['the one article', '<p>before<article><h1>T</h1><p>x</article><p>after', ['H T', 'x']],
    [
      "the article's own header",
      '<header>Site</header><article><header><h1>T</h1></header><p>x</article>',
      ['H T', 'x'],
    ],
    [
      'an empty article does not count',
      '<article> </article><article><h1>T</h1><p>x</article>',
      ['H T', 'x'],
    ],
    [
      'of several, the titled one',
      '<article><h1>T</h1><p>x</article><article><h2>Teaser</h2><p>more</article>',
      ['H T', 'x'],
    ],
    [
      'several alike: main',
      '<p>a<main><article><p>x</article><article><p>y</article></main><p>b',
      ['x', 'y'],
    ],
    [
      'neither: the body',
      '<header>Site</header><p>x<p>y, and so on and on, he said.',
      ['x', 'y, and so on and on, he said.'],
    ],
    [
      'articles within it are its parts',
      '<article><h1>T</h1><article><p>x</article></article>',
      ['H T', 'x'],
    ],
  ])('the article: %s', async (_name, html, paragraphs) => {
    const read_ = await read(html);
    expect(read_.map(line => line.replace(/^H (?!T)/, ''))).toEqual(paragraphs);
  });

  it('gives one text, a blank line between paragraphs, and says what was left out', async () => {
    const file = await readFile(
      Buffer.from('<h1>T</h1><p>x<figure><figcaption>c</figcaption></figure><p>y'),
      'a.htm',
    );
    expect(file).toEqual({
      text: 'T\n\nx\n\ny',
      segments: [
        { index: 0, kind: 'headline', start: 0, end: 1 },
        { index: 1, kind: 'paragraph', start: 3, end: 4 },
        { index: 2, kind: 'paragraph', start: 6, end: 7 },
      ],
      notices: ['captions'],
    });
  });
});

describe('the encoding of a page', () => {
  const page = (head: string, words: string): string => `<!doctype html>${head}<h1>T</h1><p>${words}`;
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(page('', 'Mazatlán')), 'Mazatlán'],
    ['UTF-16 by its mark', Buffer.from(`\uFEFF${page('', 'Mazatlán')}`, 'utf16le'), 'Mazatlán'],
    ['as it claims', encode(page('<meta charset=windows-1250>', 'Gdańsk'), 'windows-1250'), 'Gdańsk'],
    [
      'as it claims, the old way',
      encode(
        page('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', 'naïve'),
        'windows-1252',
      ),
      'naïve',
    ],
    ['UTF-8 before an old claim', Buffer.from(page('<meta charset="iso-8859-1">', 'Mazatlán')), 'Mazatlán'],
    [
      'a false claim, but certain',
      encode(page('<meta charset="utf-8">', 'Mazatlán'), 'windows-1252'),
      'Mazatlán',
    ],
    [
      'an unknown claim, but certain',
      encode(page('<meta charset="x-nonsense">', 'Mazatlán'), 'windows-1252'),
      'Mazatlán',
    ],
    [
      'a claim in a comment is none',
      encode(page('<!-- <meta charset=koi8-r> -->', 'Mazatlán'), 'windows-1252'),
      'Mazatlán',
    ],
  ])('%s', async (_name, bytes, words) => {
    expect(await read(bytes)).toEqual(['H T', words]);
  });

  it('is refused where it cannot be told', async () => {
    const [line] = await read(encode(page('', 'Gdańsk'), 'windows-1250'));
    expect(line).toMatch(/^refused: story\.html is not UTF-8, and the byte 0xF1 in line 1, column \d+ /);
  });
});

describe('what is a page', () => {
  const html = '<!doctype html><h1>T</h1><p>x';
  it.each<[string, string, string[]]>([
    ['story.txt', html, [`plain: ${html}`]],
    ['story.HTM', 'just words', ['just words']],
    ['Standard input', html, ['H T', 'x']],
    ['Standard input', ` \n<!-- c --><HTML lang=en>${html}`, ['H T', 'x']],
    ['Standard input', '<p>words', ['plain: <p>words']],
  ])('%s', async (name, content, paragraphs) => {
    expect(await read(content, name)).toEqual(paragraphs);
  });
});

describe('a page does no harm', () => {
  it('fetches nothing', async () => {
    let calls = 0;
    const server = createServer(() => calls++).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const address = server.address();
    const at = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/canary`;
    await read(
      `<link rel=stylesheet href="${at}"><img src="${at}"><iframe src="${at}"></iframe><script src="${at}"></script><object data="${at}"></object><h1>T</h1><p>x`,
    );
    server.close();
    expect(calls).toBe(0);
  });

  it.each([
    ['100,000 nested blocks', '<div>'.repeat(100_000)],
    ['100,000 nested marks', '<b>'.repeat(100_000)],
    ['100,000 nested lists', '<ul><li>'.repeat(100_000)],
    ['800,000 paragraphs', '<p>x'.repeat(800_000)],
    [
      'marks opened again in each paragraph',
      `${Array.from({ length: 900 }, (_, i) => `<b id=${i}>`).join('')}${'<p>x</p>'.repeat(400_000)}`,
    ],
    ['4 MB of words', 'words '.repeat(680_000)],
  ])('%s: refused with a word, and soon', async (_name, html) => {
    const from = performance.now();
    expect((await read(html))[0]).toMatch(/^refused: story\.html (?:is nested|is too long|takes too)/);
    expect(performance.now() - from).toBeLessThan(10_000);
  });

  it('takes 900 nested blocks', async () => {
    expect(await read(`${'<div>'.repeat(900)}x`)).toEqual(['x']);
  });
});
