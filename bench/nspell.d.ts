declare module 'nspell' {
  type Spell = { correct(word: string): boolean };
  export default function nspell(aff: Buffer, dic: Buffer): Spell;
}
