import "@vitejs/plugin-react/preamble";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { languageOf, speak } from "../lib/i18n";
import { keepFocus } from "../lib/keepFocus";
import { RefusalError } from "../lib/refusal";
import "./app.css";
import { queryClient } from "./queries";
import { router } from "./routes";

async function start(place: HTMLElement): Promise<void> {
  await speak(languageOf(document.documentElement.lang));
  createRoot(place, {
    // A refusal that a page shows in words is an answer, no fault of this page.
    onCaughtError: (error) => {
      if (!(error instanceof RefusalError)) console.error(error);
    },
  }).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

const place = document.getElementById("root");
if (place) {
  keepFocus(place);
  void start(place);
}
