import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function EditProblemPage() {
  return <UnbuiltPage name="EditProblemPage" />;
}
