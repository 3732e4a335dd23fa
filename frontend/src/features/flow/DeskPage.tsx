import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function DeskPage() {
  return <UnbuiltPage name="DeskPage" />;
}
