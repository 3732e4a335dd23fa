import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function InvitationPage() {
  return <UnbuiltPage name="InvitationPage" />;
}
