import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function ConcludePilotPage() {
  return <UnbuiltPage name="ConcludePilotPage" />;
}
