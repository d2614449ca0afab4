import type { Parts } from '../context.ts';
import { clock } from './clock.ts';
import { initials } from './initials.ts';
import { say } from './say.ts';

/** The Handlebars helpers, one file each. They put words and times in place; they decide nothing. */
export const helpers = (parts: Parts) => ({ say: say(parts.say), ...clock(parts), initials });
