import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function ProblemPage() {
  return <UnbuiltPage name="ProblemPage" />;
}
