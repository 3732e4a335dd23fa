import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function ProblemsPage() {
  return <UnbuiltPage name="ProblemsPage" />;
}
