import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { type RenderResult, render } from "@testing-library/react";
import type { ReactElement } from "react";

/** Renders a part with its words, in the language last spoken. */
export function show(part: ReactElement): RenderResult {
  return render(part, { wrapper: ({ children }) => <I18nProvider i18n={i18n}>{children}</I18nProvider> });
}
