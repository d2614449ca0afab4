/** Reads what a form of a page holds, as a browser would see it: enough for our own pages, no HTML parser. */

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x3D;': '=',
  '&#x60;': '`',
};
export const unescaped = (html: string): string =>
  html.replace(/&(?:amp|lt|gt|quot|#x27|#x3D|#x60);/g, entity => entities[entity]!);

/** The values of the inputs with that name, in order; unticked boxes are left out. */
export function inputs(html: string, name: string): string[] {
  return [...html.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter(
      tag => tag.includes(` name="${name}"`) && (!tag.includes('type="checkbox"') || / checked/.test(tag)),
    )
    .map(tag => unescaped(/ value="([^"]*)"/.exec(tag)?.[1] ?? ''));
}

/** What a text area holds: the line break right after its tag is not part of it. */
export function textarea(html: string, id: string): string | undefined {
  const found = new RegExp(`<textarea[^>]* id="${id}"[^>]*>\\n?([^<]*)</textarea>`).exec(html);
  return found ? unescaped(found[1]!) : undefined;
}

/** The kinds chosen in the table of a preview. */
export const chosenKinds = (html: string): string[] =>
  [...html.matchAll(/<option value="(\w+)" selected>/g)].map(([, kind]) => kind!);

/** Tags taken out, white space made one. */
export const words = (html: string): string => unescaped(html.replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
