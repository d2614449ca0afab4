import type { AnalysisState, ArticleState } from '../../model/index.ts';
import type { Say } from '../../text/index.ts';

/** The state of an article as a shape with its word; `tone` and `icon` are class names. */
export type Chip = { readonly tone: string; readonly icon: string; readonly word: string };

type Known = {
  readonly state: ArticleState;
  readonly archived: boolean;
  readonly analysis: AnalysisState;
  readonly untouched?: boolean;
};

const looks = {
  archived: { tone: '', icon: 'dot' },
  held: { tone: 'is-critical', icon: 'sev critical' },
  failed: { tone: 'is-major', icon: 'sev major' },
  checking: { tone: '', icon: 'dot' },
  new: { tone: '', icon: 'dot' },
  'in-review': { tone: '', icon: 'dot half' },
  submitted: { tone: 'is-pencil', icon: 'tick' },
  returned: { tone: 'is-major', icon: 'sev major' },
  approved: { tone: 'is-pencil', icon: 'dot full' },
} as const;

/** What keeps an article from being worked on is said before its state. */
function wordFor({ state, archived, analysis, untouched }: Known): keyof typeof looks {
  if (archived) return 'archived';
  if (analysis === 'held' || analysis === 'failed') return analysis;
  if (analysis === 'pending' && state !== 'approved') return 'checking';
  return untouched && state === 'in-review' ? 'new' : state;
}

export function chipOf(known: Known, say: Say): Chip {
  const word = wordFor(known);
  return { ...looks[word], word: say({ key: `state.${word}` }) };
}
