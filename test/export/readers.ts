import { spawnSync } from 'node:child_process';
import JSZip from 'jszip';
import { marked } from 'marked';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

/** The programs that open what we wrote: each export is judged by what they say is in it. */

const pandocPath = process.env.WALNUTS_PANDOC ?? 'pandoc';

/** False, with the reason printed, where pandoc is not found; WALNUTS_REQUIRE_READERS=1 makes that a failure. */
export function hasPandoc(): boolean {
  if (spawnSync(pandocPath, ['--version']).status === 0) return true;
  const reason = `no ${pandocPath}; name one in WALNUTS_PANDOC`;
  if (process.env.WALNUTS_REQUIRE_READERS === '1') throw new Error(reason);
  console.warn(`tests with pandoc skipped: ${reason}`);
  return false;
}

/** LibreOffice, where it is: an optional second opinion on tracked changes. */
export const hasOffice = (): boolean => spawnSync('soffice', ['--version']).status === 0;

/** What pandoc makes of a file, as plain text without wrapping, or in another of its formats. */
export function pandoc(content: string | Uint8Array, from: string, ...options: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    pandocPath,
    ['-f', from, '-t', 'plain', '--wrap=none', ...options],
    { input: content, maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(String(stderr));
  return String(stdout);
}

/** White space made one space, none at the ends. */
export const words = (text: string): string => text.replace(/\s+/gu, ' ').trim();
/** No white space at all: pandoc puts a space wherever a tracked break joins two paragraphs. */
export const letters = (text: string): string => text.replace(/\s+/gu, '');

/** The paragraphs of a plain text, one a line or more, without blank ones. */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/[\r\n\u2028\u2029]+/)
    .map(words)
    .filter(Boolean);

type Node = DefaultTreeAdapterTypes.Node;

/** Every element of a page with its name, attributes and text, in order. */
export function elements(html: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const walk = (node: Node): string => {
    if (defaultTreeAdapter.isTextNode(node)) return node.value;
    if (!('childNodes' in node)) return '';
    const element = {
      name: node.nodeName,
      attributes: Object.fromEntries(
        ('attrs' in node ? node.attrs : []).map(({ name, value }) => [name, value]),
      ),
      text: '',
    };
    found.push(element);
    element.text = node.childNodes.map(walk).join('');
    return element.text;
  };
  walk(parse(html));
  return found;
}

/** Headings and paragraphs of a page, as `h1 words`. */
export const blocks = (html: string): string[] =>
  elements(html)
    .filter(({ name }) => /^(?:h[1-6]|p)$/.test(name))
    .map(({ name, text }) => `${name} ${words(text)}`);

export const readMarkdown = (text: string): string[] => blocks(marked.parse(text, { async: false }));

/**
 * The text of a Word file after Word's own rules: a break that goes joins its paragraph with the next one. Blank
 * paragraphs are left out.
 */
export async function readWord(file: Uint8Array, changes: 'accept' | 'reject'): Promise<string[]> {
  const gone = changes === 'accept' ? 'del' : 'ins';
  const paragraphs: string[] = [];
  let text = '';
  for (const [paragraph] of (await part(file, 'word/document.xml')).matchAll(/<w:p\/>|<w:p>.*?<\/w:p>/gs)) {
    // An empty one stands alone, and may be what an inserted break runs into.
    const [, properties = '', runs = ''] = /^<w:p>(<w:pPr>.*?<\/w:pPr>)?(.*)<\/w:p>$/s.exec(paragraph) ?? [];
    const kept = runs.replace(new RegExp(`<w:${gone} .*?</w:${gone}>`, 'gs'), '');
    text += [...kept.matchAll(/<w:tab\/>|<w:(?:t|delText)[^>]*>([^<]*)</g)]
      .map(([, own]) => (own === undefined ? '\t' : unescaped(own)))
      .join('');
    if (properties.includes(`<w:${gone} `)) continue;
    paragraphs.push(words(text));
    text = '';
  }
  return paragraphs.filter(Boolean);
}

/** One file inside a Word file. */
export async function part(file: Uint8Array, name: string): Promise<string> {
  const zip = await JSZip.loadAsync(file);
  return (await zip.file(name)?.async('string')) ?? '';
}

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
