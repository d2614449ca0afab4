import type { User } from '../../model/index.ts';

/** How pages call somebody: by first name; an erased account by its id. */
export const shortName =
  (user: (id: string) => User | undefined) =>
  (id: string): string =>
    user(id)?.fullName.split(/\s+/u)[0] || id;
