import { useLingui } from "@lingui/react/macro";
import type { Attachment } from "./requests";

/** What an attachment is called where nobody has described it: "Photo 2". */
export function useAttachmentName(): (one: Attachment) => string {
  const { t } = useLingui();
  return ({ kind, number }) => (kind === "photo" ? t`Photo ${number}` : t`Document ${number}`);
}
