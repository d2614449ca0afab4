import type { Parts } from '../context.ts';

/** `{{time at}}`, `{{day at}}`: stored UTC instants, shown in the desk's zone. */
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
  return {
    time: (at: string): string => time.format(new Date(at)),
    /** "14:02 today", "Yesterday", "3 March". */
    day: (at: string): string => {
      const moment = new Date(at);
      const today = now();
      const yesterday = new Date(today.getTime() - 24 * 3600_000);
      if (key.format(moment) === key.format(today))
        return say({ key: 'time.today', params: { time: time.format(moment) } });
      if (key.format(moment) === key.format(yesterday)) return say({ key: 'time.yesterday' });
      return (yearOf(moment) === yearOf(today) ? date : dateOfYear).format(moment);
    },
  };
}
