import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { type ReactElement, Suspense } from "react";
import { vi } from "vitest";
import { Queries } from "../queries";

export interface Asked {
  method: string;
  path: string;
  search: string;
  body: unknown;
  key: string | null;
}

type Answer = readonly [status: number, body: unknown];
type Reply = Answer | ((asked: Asked) => Answer);

/** Stands in for the server: "POST /api/…" by its address; what it does not know is a 404. Gives back what was asked of it. */
export function serve(replies: Record<string, Reply>): Asked[] {
  const heard: Asked[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    const text = await request.text();
    const asked = {
      method: request.method,
      path: new URL(request.url).pathname,
      search: new URL(request.url).search,
      body: request.headers.get("Content-Type")?.includes("json") && text ? JSON.parse(text) : text || null,
      key: request.headers.get("Idempotency-Key"),
    };
    heard.push(asked);
    const reply = replies[`${asked.method} ${asked.path}`] ?? [404, { code: "unknown", detail: "" }];
    const [status, body] = typeof reply === "function" ? reply(asked) : reply;
    return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
  });
  return heard;
}

/** Lets what is sent with its progress be answered by `serve` too. */
export function serveFiles(): void {
  vi.stubGlobal(
    "XMLHttpRequest",
    class {
      readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
      onload: () => void = () => undefined;
      status = 0;
      response: unknown = null;
      private readonly headers = new Headers();
      private asked: [method: string, address: string] = ["", ""];
      open(...asked: [string, string]): void {
        this.asked = asked;
      }
      setRequestHeader(name: string, value: string): void {
        this.headers.set(name, value);
      }
      async send(file: File): Promise<void> {
        this.upload.onprogress?.({ loaded: file.size, total: file.size });
        const [method, address] = this.asked;
        const body = await file.text();
        const answer = await fetch(
          new Request(new URL(address, location.origin), { method, headers: this.headers, body }),
        );
        this.status = answer.status;
        this.response = await answer.json();
        this.onload();
      }
    },
  );
}

/** Renders a part with words, queries and a router that accepts every address. */
export async function showInApp(
  part: () => ReactElement,
  path = "/",
): Promise<{ queries: Queries; at: () => string; unmount: () => void }> {
  const queries = new Queries({ defaultOptions: { queries: { retry: false } } });
  const root = createRootRoute({ component: Outlet });
  const start = createRoute({ getParentRoute: () => root, path, component: part });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$", component: () => <p>elsewhere</p> });
  const router = createRouter({
    routeTree: root.addChildren([start, elsewhere]),
    history: createMemoryHistory({ initialEntries: [path.replace("$id", "some")] }),
  });
  await router.load();
  const { unmount } = render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <Suspense fallback={<p>waiting</p>}>
          <RouterProvider router={router as never} />
        </Suspense>
      </QueryClientProvider>
    </I18nProvider>,
  );
  return { queries, at: () => router.state.location.pathname, unmount };
}
