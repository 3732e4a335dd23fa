import { RefusalError } from "../lib/refusal";
import { csrfToken, goToSignIn } from "../lib/server-page";
import { idempotent } from "./client";

/** What the server takes of one file. */
export const MOST_BYTES = 20 * 1024 * 1024;

/** Sends a file as the body of a request and tells how far it has come (0 to 1), which `fetch` cannot; its name stays here. */
export function sendFile<T>(address: string, file: File, key: string, onProgress: (part: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    for (const [name, value] of Object.entries(idempotent(key))) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve(request.response as T);
      const refusal = new RefusalError(request.status, (request.response as Record<string, unknown> | null) ?? {});
      if (refusal.signedOut) goToSignIn();
      reject(refusal);
    };
    request.onerror = () => reject(new RefusalError(0, {}));
    request.send(file);
  });
}
