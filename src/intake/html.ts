import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { SegmentKind } from '../model/index.ts';
import { type Collector, collector, type Paragraph, TooComplex } from './paragraphs.ts';

/** Pages nest a few dozen deep; the parser's time grows with the depth, and so does nothing else of use. */
const deepest = 1_000;
const mostElements = 400_000;

export type HtmlText = {
  readonly paragraphs: readonly Paragraph[];
  /** Captions stood in the article and were left out. */
  readonly captions: boolean;
};

/**
 * Reads the article of a page: headings and paragraphs, in order, as a browser without scripts and styles would show
 * them. The article is the one `article` element that has text; of several, the one that has the `h1`; else what
 * `main` holds, else the body. Left out: menus, side notes, forms, captions, footers, the page's own header, whatever
 * is hidden. Nothing is fetched. Throws TooComplex. Walks without recursion.
 */
export function readHtml(html: string): HtmlText {
  const blocks = blocksOf(parse(html, { scriptingEnabled: false, treeAdapter: watchedTree() }));
  const chosenPlace = chooseArticle(blocks);
  const article = blocks.filter(({ place }) => place === chosenPlace);
  const main = blocks.filter(({ main }) => main);
  const chosen = [article, main].find(hasText) ?? blocks;
  return {
    paragraphs: chosen.flatMap(({ caption, paragraphs }) => (caption ? [] : paragraphs)),
    captions: chosen.some(({ caption, paragraphs }) => caption && paragraphs.length > 0),
  };
}

const hasText = (blocks: readonly Block[]): boolean =>
  blocks.some(({ caption, paragraphs }) => !caption && paragraphs.length > 0);

/** The parser's own tree, which gives up on what no article is. */
function watchedTree(): typeof defaultTreeAdapter {
  let depth = 0;
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    onItemPush() {
      if (++depth > deepest || ++elements > mostElements) throw new TooComplex();
    },
    onItemPop: () => void depth--,
  };
}

// --- which part of the page ---------------------------------------------------------------------------------

/** A piece of the page that begins and ends with a block element, and where it stands. */
type Block = {
  readonly paragraphs: readonly Paragraph[];
  readonly caption: boolean;
  readonly main: boolean;
  /** Number of the outermost article around it, from 1; 0 outside any. */
  readonly place: number;
};

function chooseArticle(blocks: readonly Block[]): number | undefined {
  const inArticles = blocks.filter(block => block.place > 0 && hasText([block]));
  const titled = inArticles.filter(({ paragraphs }) => paragraphs.some(({ kind }) => kind === 'headline'));
  return onlyPlace(inArticles) ?? onlyPlace(titled);
}

function onlyPlace(blocks: readonly Block[]): number | undefined {
  const places = new Set(blocks.map(({ place }) => place));
  return places.size === 1 ? [...places][0] : undefined;
}

// --- the walk -----------------------------------------------------------------------------------------------

const leftOut = new Set(
  (
    'head script style noscript template nav aside form footer button select textarea datalist dialog menu ' +
    'iframe object embed svg math canvas audio video picture map noframes noembed'
  ).split(' '),
);
const blockElements = new Set(
  (
    'html body main article section header hgroup div p h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd figure ' +
    'figcaption table caption thead tbody tfoot tr td th address details summary fieldset legend center hr search'
  ).split(' '),
);
const kindOf: Record<string, SegmentKind> = {
  h1: 'headline',
  ...Object.fromEntries(['h2', 'h3', 'h4', 'h5', 'h6'].map(name => [name, 'heading'])),
};

/** What stands around the place where the walk is. */
type State = { kind: SegmentKind; place: number; main: boolean; caption: boolean; pre: boolean };
type Step = { readonly node: Tree.ChildNode; readonly state: State } | { readonly leave: State };

function blocksOf(document: Tree.Document): Block[] {
  const blocks: Block[] = [];
  let articles = 0;
  let text: Collector = collector({ collapse: true });
  const end = ({ kind, ...state }: State): void => {
    text.end(kind);
    if (text.paragraphs.length === 0) return;
    blocks.push({ ...state, paragraphs: text.paragraphs });
    text = collector({ collapse: true });
  };
  const outside: State = { kind: 'paragraph', place: 0, main: false, caption: false, pre: false };
  const steps: Step[] = document.childNodes.map((node): Step => ({ node, state: outside })).reverse();
  for (let step = steps.pop(); step; step = steps.pop()) {
    if ('leave' in step) {
      end(step.leave);
      continue;
    }
    const { node, state } = step;
    if (node.nodeName === '#text') {
      const { value } = node as Tree.TextNode;
      text.add(value.replace(state.pre ? /[ \t\f]/g : /[ \t\n\r\f]/g, ' '));
    } else if (node.nodeName === 'br') text.add('\n');
    else if ('tagName' in node && !isLeftOut(node, state)) {
      const within = blockElements.has(node.tagName);
      if (within) end(state);
      const inner = enter(node, state);
      // What follows a block inside its parent is the parent's again; what ends with it is its own.
      if (within) steps.push({ leave: inner });
      for (const child of node.childNodes.toReversed()) steps.push({ node: child, state: inner });
    }
  }
  end(outside);
  return blocks;

  function enter({ tagName }: Tree.Element, state: State): State {
    if (tagName === 'article' && state.place === 0) return { ...state, place: ++articles };
    if (tagName === 'main') return { ...state, main: true };
    if (tagName === 'figcaption' || tagName === 'caption') return { ...state, caption: true };
    if (tagName === 'pre') return { ...state, pre: true };
    const kind = kindOf[tagName];
    return kind ? { ...state, kind } : state;
  }
}

function isLeftOut({ tagName, attrs }: Tree.Element, { place, main }: State): boolean {
  if (leftOut.has(tagName)) return true;
  if (tagName === 'header' && place === 0 && !main) return true;
  return attrs.some(
    ({ name, value }) =>
      name === 'hidden' ||
      (name === 'style' && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b/i.test(value)) ||
      (name === 'role' && /^(?:navigation|complementary|contentinfo|search)$/i.test(value.trim())),
  );
}
