import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function PilotPage() {
  return <UnbuiltPage name="PilotPage" />;
}
