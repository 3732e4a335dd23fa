import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function LessonPage() {
  return <UnbuiltPage name="LessonPage" />;
}
