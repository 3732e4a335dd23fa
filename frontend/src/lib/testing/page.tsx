import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { configure, type RenderResult, render } from "@testing-library/react";
import { type ReactElement, Suspense } from "react";
import { vi } from "vitest";

// The machine that tests may be busy; and jsdom opens no modal dialogs and does not scroll.
configure({ asyncUtilTimeout: 8000 });
vi.setConfig({ testTimeout: 30_000 });
window.scrollTo = () => undefined;
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};

/** Renders a part as on a page: with its words, a router and an empty store of the server's data. */
export function showOnPage(part: ReactElement): RenderResult & { address: () => string } {
  const root = createRootRoute({ component: Outlet });
  const here = createRoute({ getParentRoute: () => root, path: "/", component: () => part });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$", component: () => <p>elsewhere</p> });
  const history = createMemoryHistory({ initialEntries: ["/"] });
  const router = createRouter({ routeTree: root.addChildren([here, elsewhere]), history });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const shown = render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <Suspense fallback={<p>waiting</p>}>
          {/* biome-ignore lint/suspicious/noExplicitAny: the application's own router is registered as the type. */}
          <RouterProvider router={router as any} />
        </Suspense>
      </QueryClientProvider>
    </I18nProvider>,
  );
  return { ...shown, address: () => history.location.href };
}
