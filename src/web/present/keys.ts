import type { DecisionKind } from '../../model/index.ts';
import { decisionTable, movingKeys } from '../../review/index.ts';
import type { Say } from '../../text/index.ts';

export type KeyRow = { readonly keys: readonly string[]; readonly says: string };
export type KeyGroup = { readonly heading: string; readonly rows: readonly KeyRow[] };

type KeyedKind = {
  [K in DecisionKind]: (typeof decisionTable)[K] extends { key: string } ? K : never;
}[DecisionKind];
type Line = readonly KeyedKind[] | readonly (keyof typeof movingKeys)[];

/** How the map groups the keys; which key it is stands in the tables of review/decisions.ts alone. */
const groups: Record<string, readonly Line[]> = {
  move: [['next-segment', 'previous-segment'], ['next-finding', 'previous-finding'], ['search']],
  decide: [['accept'], ['correct'], ['dismiss'], ['mark'], ['comment'], ['undo']],
  links: [['draw']],
  approve: [['approve'], ['return'], ['map']],
};

const keyOf = (name: KeyedKind | keyof typeof movingKeys): string =>
  name in movingKeys ? movingKeys[name as keyof typeof movingKeys] : decisionTable[name as KeyedKind].key;

/** The `?` map: every key with its sentence, in groups. */
export const keyMap = (say: Say): KeyGroup[] =>
  Object.entries(groups).map(([group, lines]) => ({
    heading: say({ key: `keys.${group}` }),
    rows: lines.map(names => ({
      keys: names.map(keyOf),
      says: say({ key: names[0]! in movingKeys ? `keys.${names[0]}` : `decision.${names[0]}` }),
    })),
  }));
