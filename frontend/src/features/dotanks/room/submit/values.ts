import { numberOf } from "../../../../lib/numbers";
import type { Submission, ToSubmit } from "../requests";

export type Risk = ToSubmit["risks"][number]["risk"];

/** The answers as they are typed; a question not answered yet is neither yes nor no. */
export interface Answered {
  version: string;
  title: string;
  asked: string;
  summary: string;
  help_asked: string;
  people_asked: string;
  money: string;
  promised_effect: string;
  evaluation: string;
  rule_set_aside: string;
  names_rule: string | null;
  duty_of: string;
  yes: Risk[];
  no: Risk[];
}

/** What the form begins with: the answers of the last submission, and none to a question never asked. */
export function startFrom({ before, risks }: ToSubmit, title: string): Answered {
  return {
    version: "",
    title: before?.title ?? title,
    asked: before?.asked ?? "",
    summary: before?.summary ?? "",
    help_asked: before?.help_asked ?? "",
    people_asked: before?.people_asked ?? "",
    money: String(before?.money ?? 0),
    promised_effect: before?.promised_effect ?? "",
    evaluation: before?.evaluation ?? "",
    rule_set_aside: before?.rule_set_aside ?? "",
    names_rule: before?.names_rule?.id ?? null,
    duty_of: before?.duty_of?.id ?? "",
    yes: (before?.risks ?? []).filter(({ yes }) => yes).map(({ risk }) => risk),
    no: before
      ? risks.map(({ risk }) => risk).filter((risk) => !before.risks.some((one) => one.risk === risk && one.yes))
      : [],
  };
}

/** Whether the sum is counted against a limit, so that nobody has to answer. */
export const counted = (risk: Risk, to: ToSubmit): boolean =>
  risk === "money_above_limit" && to.sign_off_limit !== null;

/** The questions that nobody has answered yet. */
export const unanswered = ({ yes, no }: Answered, to: ToSubmit): Risk[] =>
  to.risks.map(({ risk }) => risk).filter((risk) => !counted(risk, to) && !yes.includes(risk) && !no.includes(risk));

/** What is sent: only what belongs to a yes. */
export function toSend(answered: Answered, latest: number): Submission {
  const { version, money, yes, no: _no, duty_of, names_rule, rule_set_aside, promised_effect, ...words } = answered;
  const exempts = yes.includes("legal_exemption");
  const sum = numberOf(money);
  return {
    ...words,
    version: Number(version || latest),
    money: sum,
    promised_effect: sum > 0 ? promised_effect : "",
    risks: yes,
    rule_set_aside: exempts ? rule_set_aside : "",
    names_rule: exempts ? names_rule : null,
    duty_of: yes.includes("anothers_duty") && duty_of ? duty_of : null,
  };
}
