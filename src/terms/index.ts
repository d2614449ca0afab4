export { isCommonEnglish, isEnglish } from './dictionary.ts';
export { isEnglishName } from './english-names.ts';
export { fold } from './fold.ts';
export { frequency } from './frequency.ts';
export {
  isEnglishPlace,
  isPlace,
  isPlaceWord,
  type Place,
  placesNamed,
  placesOf,
  type Region,
  regionByShort,
  regionOf,
  regionsNamed,
  spanishPlaces,
} from './gazetteer.ts';
export {
  compareWording,
  type Institution,
  institutionByEnglish,
  institutionByShort,
  institutions,
  institutionsByShort,
  institutionsBySpanish,
  spanishAcronym,
} from './institutions.ts';
export { knownEnglish, knownNames, type NameKind } from './known-names.ts';
export { isNameLink, pluralOf, renderingsOf, sensesOf } from './lexicon.ts';
export {
  isKnownName,
  type KnownName,
  knownBehind,
  mayBeginKnown,
  NameIndex,
  placesBehind,
} from './names-behind.ts';
export { isEnglishSurname, isGivenName, isSharedGivenName, surnamesBehind } from './people.ts';
export { type SpanishName, spanishNamesFrom } from './spanish-names.ts';
export { isLoanword, type SpanishWord, spanishWord } from './spanish-words.ts';
