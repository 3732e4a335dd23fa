import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function DoTankPage() {
  return <UnbuiltPage name="DoTankPage" />;
}
