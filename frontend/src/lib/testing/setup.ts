import { cleanup } from "@testing-library/react";
import { afterEach, beforeEach } from "vitest";
import { speak } from "../i18n";

beforeEach(async () => {
  await speak("en");
});

afterEach(() => {
  cleanup();
  localStorage.clear();
});
