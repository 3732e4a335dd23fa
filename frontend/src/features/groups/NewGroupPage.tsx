import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Page } from "../../ui/Page";
import { GroupForm } from "./GroupForm";
import { foundGroup, groupQuery } from "./groups";

/** Founds a group; whoever does convenes it. */
export default function NewGroupPage() {
  const { t } = useLingui();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (
    <Page
      title={t`Found a group`}
      lead={t`You will convene it: you answer who asks to join and keep its page. You can name others beside you at any time.`}
      width="narrow"
    >
      <GroupForm
        verb={t`Found the group`}
        send={foundGroup}
        done={(group) => {
          queries.setQueryData(groupQuery(group.id).queryKey, group);
          void queries.invalidateQueries({ queryKey: ["groups"] });
          void navigate({ to: "/groups/$id", params: { id: group.id } });
        }}
      />
    </Page>
  );
}
