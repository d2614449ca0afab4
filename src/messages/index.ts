import { type Say, sayer } from '../text/say.ts';
import en from './en.json' with { type: 'json' };

/** English, the only catalogue so far. */
export const english: Say = sayer(en, 'en');
export const englishKeys: readonly string[] = Object.keys(en);
