import { i18n } from "@lingui/core";

/** What a reader calls a country; the code itself where nobody knows it. */
export function countryName(code: string, locale = i18n.locale): string {
  try {
    return new Intl.DisplayNames([locale || "en"], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
