import { i18n } from "@lingui/core";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { serve, showInApp } from "../lib/testing/app";
import { Layout } from "./Layout";

test("a language that is chosen is spoken at once and stays", async () => {
  vi.stubGlobal("WebSocket", EventTarget);
  const me = { id: "p1", name: "Ada Desk", language: "en", organisation: null, abilities: {}, new_notices: 0 };
  serve({
    "GET /api/me/": () => [200, { ...me }],
    "PATCH /api/me/": ({ body }) => [200, Object.assign(me, body)],
  });
  const user = userEvent.setup();
  await showInApp(() => <Layout />);
  const choice = await screen.findByLabelText("Language");
  const spoken: string[] = [];
  const stop = i18n.on("change", () => void spoken.push(i18n.locale));

  await user.selectOptions(choice, "nl");

  expect(await screen.findByLabelText("Taal")).toBeTruthy();
  await waitFor(() => expect(document.documentElement.lang).toBe("nl"));
  await new Promise((done) => setTimeout(done, 300));
  stop();
  expect(new Set(spoken)).toEqual(new Set(["nl"]));
});
