/** Lower case without accents, so that "México", "MEXICO" and "mexico" meet. "ñ" becomes "n". */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  for (let index = 0; index < lower.length; index++)
    if (lower.charCodeAt(index) > 127)
      return lower.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'");
  return lower;
}
