import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { addresses } from "../../lib/server-page";
import { Page } from "../../ui/Page";
import "./ideas.css";
import { RuleForm } from "./register/RuleForm";

/** A new entry of the register of rules in the way. */
export default function AddRulePage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  return (
    <Page
      title={t`Add a rule to the register`}
      lead={t`A law, a rule, a habit or a myth that problems name as being in the way.`}
      above={
        <a href={addresses.page("rules")}>
          <Trans>Rules in the way</Trans>
        </a>
      }
      width="narrow"
    >
      <RuleForm done={(rule) => navigate({ to: "/rules/$id", params: { id: rule.id } })} />
    </Page>
  );
}
