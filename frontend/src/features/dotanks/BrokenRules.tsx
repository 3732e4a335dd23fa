import { Trans } from "@lingui/react/macro";
import { RefusalError } from "../../lib/refusal";

interface Broken {
  code: string;
  words: string;
  who: string;
}

/** The rules a refused team breaks, in words, with the colleague they concern where there is one. */
export function brokenRules(refusal: unknown, name: (id: string) => string): Broken[] {
  if (!(refusal instanceof RefusalError) || !Array.isArray(refusal.body.broken)) return [];
  return refusal.body.broken.map((rule: { code?: string; words?: string; data?: { member_id?: string } }) => ({
    code: rule.code ?? "",
    words: rule.words ?? refusal.detail,
    who: rule.data?.member_id ? name(rule.data.member_id) : "",
  }));
}

/** Why this team cannot be asked. */
export function BrokenRules({ broken }: { broken: readonly Broken[] }) {
  if (broken.length === 0) return null;
  return (
    <div className="notice" data-tone="bad" role="alert">
      <strong>
        <Trans>This team cannot be asked as it is:</Trans>
      </strong>
      <ul>
        {broken.map((rule) => (
          <li key={rule.code + rule.who}>
            {rule.who ? `${rule.who}: ` : null}
            {rule.words}
          </li>
        ))}
      </ul>
    </div>
  );
}
