import type { Evidence } from '../model/index.ts';
import type { Exporter } from './exporter.ts';
import { leavingText } from './leaving-text.ts';

/** Version of the file's shape; the schema is src/export/article.schema.json. */
const format = 'walnuts-article-1';

/** Everything about an article: texts as imported, the text as it stands, links, findings, corrections, history. */
export const json: Exporter = {
  id: 'json',
  label: 'export.json',
  mediaType: 'application/json; charset=utf-8',
  extension: 'json',
  names: true,
  render({ review, draft, say, at, nameOf }) {
    const { texts, segments } = review;
    const text = (role: 'translation' | 'comparable' | 'source') => {
      const found = texts[role];
      return (
        found && {
          ...found,
          segments: found.segments.map(({ id, index, kind, start, end }) => ({
            id,
            index,
            kind,
            start,
            end,
          })),
        }
      );
    };
    const evidence = (witness: Evidence) =>
      'say' in witness ? { kind: witness.kind, text: say(witness.say) } : witness;
    const signed = <T extends { by: string }>(act: T): T => ({ ...act, by: nameOf(act.by) });
    const file = {
      format,
      draft,
      exported: at,
      id: review.id,
      title: review.title,
      state: review.state,
      texts: { translation: text('translation'), comparable: text('comparable'), source: text('source') },
      text: leavingText(review, draft),
      segments: segments.translation.map(({ id, index, kind, start, end, text }) => ({
        id,
        index,
        kind,
        start,
        end,
        text,
      })),
      links: review.links.map(link => ({ ...link, reasons: link.reasons.map(say) })),
      sourceLinks: review.sourceLinks?.map(link => ({ ...link, reasons: link.reasons.map(say) })),
      unlinked: review.unlinked,
      warnings: review.warnings.map(({ code, message, dismissed }) => ({
        code,
        message: say(message),
        dismissed,
      })),
      findings: review.findings.map(({ dismissal, ...finding }) => ({
        ...finding,
        message: say(finding.message),
        evidence: finding.evidence.map(evidence),
        ...(dismissal && { dismissal: signed(dismissal) }),
      })),
      corrections: review.corrections.map(({ verdict, ...correction }) => ({
        ...signed(correction),
        ...(verdict && { verdict: signed(verdict) }),
      })),
      comments: review.comments.map(signed),
      history: review.history.map(signed),
      handedIn: review.handedInBy && signed(review.handedInBy),
      verdict: review.verdict && signed(review.verdict),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  },
};
