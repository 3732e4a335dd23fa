import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function PreparePilotPage() {
  return <UnbuiltPage name="PreparePilotPage" />;
}
