/** The words of a list that is written as text, blanks and line breaks between them. */
export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));
