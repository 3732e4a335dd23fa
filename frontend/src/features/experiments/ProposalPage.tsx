import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function ProposalPage() {
  return <UnbuiltPage name="ProposalPage" />;
}
