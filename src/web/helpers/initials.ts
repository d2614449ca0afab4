/** `{{initials user.fullName}}`: "MR" for Marta Ruiz, two letters at most, for the ring in the top bar. */
export function initials(fullName: string): string {
  const words = fullName.split(/\s+/u).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map(word => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
