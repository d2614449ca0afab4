export { isCommonEnglish, isEnglish } from './dictionary.ts';
export { fold } from './fold.ts';
export { frequency } from './frequency.ts';
export {
  isPlace,
  isPlaceWord,
  type Place,
  placesNamed,
  placesOf,
  type Region,
  regionOf,
  regionsNamed,
} from './gazetteer.ts';
export { type Institution, institutionByEnglish, institutionByShort, institutions } from './institutions.ts';
export { knownNames, type NameKind } from './known-names.ts';
export { isNameLink, pluralOf, renderingsOf, sensesOf } from './lexicon.ts';
