import { vi } from "vitest";

export interface Asked {
  method: string;
  path: string;
  body: unknown;
  key: string | null;
}

type Answer = { status?: number; body: unknown };

/** Puts a server in the place of the network: answers by "METHOD /path", and remembers what was asked. */
export function serve(answers: Record<string, Answer | ((asked: Asked) => Answer)>): Asked[] {
  const heard: Asked[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    const request = input as Request;
    const path = new URL(request.url).pathname;
    const text = await request.text();
    const asked: Asked = {
      method: request.method,
      path,
      body: text ? JSON.parse(text) : null,
      key: request.headers.get("Idempotency-Key"),
    };
    heard.push(asked);
    const found = answers[`${request.method} ${path}`];
    if (!found) return new Response(JSON.stringify({ code: "unknown", detail: `nothing at ${path}` }), { status: 404 });
    const { status = 200, body } = typeof found === "function" ? found(asked) : found;
    return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  });
  return heard;
}
