import { UnbuiltPage } from "../../ui/UnbuiltPage";

export default function RoomPage() {
  return <UnbuiltPage name="RoomPage" />;
}
