import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function DoTanksPage() {
  return <UnbuiltPage name="DoTanksPage" />;
}
