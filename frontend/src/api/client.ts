import createClient, { type Middleware } from "openapi-fetch";
import { RefusalError, refusalFrom } from "../lib/refusal";
import { csrfToken, goToSignIn } from "../lib/server-page";
import type { paths } from "./schema";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

const csrf: Middleware = {
  onRequest({ request }) {
    if (!SAFE.has(request.method)) request.headers.set("X-CSRFToken", csrfToken());
    return request;
  },
};

/** The typed client, generated from the server's own description of its API. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  credentials: "same-origin",
  headers: { Accept: "application/json" },
  // Looked up at each call, so that a test can put its own server in place.
  fetch: (request) => globalThis.fetch(request),
});
api.use(csrf);

/** The data of a successful answer; anything else is thrown as a RefusalError. A lost session leads to the sign-in page. */
export async function answer<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  let result: { data?: T; response: Response };
  try {
    result = await call;
  } catch (error) {
    if (error instanceof RefusalError || (error instanceof DOMException && error.name === "AbortError")) throw error;
    throw new RefusalError(0, {});
  }
  if (result.response.ok) return result.data as T;
  const refusal = await refusalOf(result);
  if (refusal.signedOut) goToSignIn();
  throw refusal;
}

// openapi-fetch has already read the body: its parsed form is in `error`.
async function refusalOf(result: { response: Response; error?: unknown }): Promise<RefusalError> {
  const body = result.error;
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    const reference =
      (body as Record<string, unknown>).reference ?? result.response.headers.get("X-Request-Id") ?? undefined;
    return new RefusalError(result.response.status, { ...body, reference });
  }
  return result.response.bodyUsed ? new RefusalError(result.response.status, {}) : refusalFrom(result.response);
}

/** The header that lets a request be sent twice and done once; `useForm` makes one key per attempt. */
export const idempotent = (key: string): { "Idempotency-Key": string } => ({ "Idempotency-Key": key });
