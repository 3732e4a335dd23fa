import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function PostProblemPage() {
  return <UnbuiltPage name="PostProblemPage" />;
}
