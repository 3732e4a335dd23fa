import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function AssemblePage() {
  return <UnbuiltPage name="AssemblePage" />;
}
