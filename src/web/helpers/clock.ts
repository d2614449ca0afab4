import type { Parts } from '../context.ts';

/** `{{time at}}`, `{{day at}}`, `{{when at}}`: stored UTC instants, shown in the desk's zone. */
export function clock({ timeZone, say, now }: Pick<Parts, 'timeZone' | 'say' | 'now'>) {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const date = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long' });
  const dateOfYear = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const key = new Intl.DateTimeFormat('en-CA', { timeZone });
  const yearOf = (moment: Date): string => key.format(moment).slice(0, 4);
  const dayOf = (at: string, today: (time: string) => string, yesterday: string): string => {
    const moment = new Date(at);
    const present = now();
    if (key.format(moment) === key.format(present)) return today(time.format(moment));
    if (key.format(moment) === key.format(new Date(present.getTime() - 24 * 3600_000)))
      return say({ key: yesterday });
    return (yearOf(moment) === yearOf(present) ? date : dateOfYear).format(moment);
  };
  return {
    time: (at: string): string => time.format(new Date(at)),
    /** Alone: "14:02 today", "Yesterday", "3 March". */
    day: (at: string): string =>
      dayOf(at, time => say({ key: 'time.today', params: { time } }), 'time.yesterday'),
    /** After a name: "Marta, 14:02", "Marta, yesterday", "Marta, 3 March". */
    when: (at: string): string => dayOf(at, time => time, 'page.yesterday'),
  };
}
