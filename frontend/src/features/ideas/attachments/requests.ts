import { answer, api } from "../../../api/client";
import type { components } from "../../../api/schema";
import { sendFile } from "../../../api/upload";

export type Attachment = components["schemas"]["AttachmentAnswer"];

/** Puts a file with a problem. */
export const addAttachment = (problem: string, file: File, key: string, onProgress: (part: number) => void) =>
  sendFile<Attachment>(`/api/problems/${problem}/attachments/`, file, key, onProgress);

/** Says what an attachment shows. */
export const describeAttachment = (id: string, description: string): Promise<Attachment> =>
  answer(
    api.PATCH("/api/attachments/{attachment_id}/", { params: { path: { attachment_id: id } }, body: { description } }),
  );

/** Takes an attachment away for everybody. */
export const removeAttachment = (id: string): Promise<unknown> =>
  answer(api.POST("/api/attachments/{attachment_id}/remove/", { params: { path: { attachment_id: id } } }));

/** As a coordinator: takes an attachment away for everybody, with a reason that its poster reads. */
export const takeAttachmentAway = (id: string, reason: string): Promise<unknown> =>
  answer(
    api.POST("/api/attachments/{attachment_id}/take-away/", {
      params: { path: { attachment_id: id } },
      body: { reason },
    }),
  );
