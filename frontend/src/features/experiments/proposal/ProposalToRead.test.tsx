import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test } from "vitest";
import { serve, showInApp } from "../../../lib/testing/app";
import { aProposal } from "../testing";
import { ProposalToRead } from "./ProposalToRead";
import type { Proposal } from "./requests";

const path = "/api/proposals/proposal";
const newer = aProposal({ version: 3, html: "<p>Text of version three</p>", submitted_at: "2025-03-02T09:00:00Z" });

/** The page's part with a way to let a newer state arrive, as it does when the team's topic speaks. */
async function read(first: Proposal) {
  let arrive: (proposal: Proposal) => void = () => undefined;
  function Page() {
    const [latest, setLatest] = useState(first);
    arrive = setLatest;
    return <ProposalToRead latest={latest} />;
  }
  await showInApp(() => <Page />);
  return (proposal: Proposal) => act(() => arrive(proposal));
}

async function fillSignOff(user: ReturnType<typeof userEvent.setup>) {
  await user.click(screen.getByRole("button", { name: "Sign off" }));
  await user.type(screen.getByLabelText(/What help do you promise/), "Two desks");
  await user.type(screen.getByLabelText(/Why do you sign it off/), "Worth a try");
}

describe("a newer version", () => {
  test("that arrives while reading is offered, never slipped in, and the answer counts for what was read", async () => {
    const heard = serve({ [`POST ${path}/sign-off/`]: [201, aProposal({ state: "signed_off" })] });
    const user = userEvent.setup();
    const arrive = await read(aProposal({}));
    arrive(newer);

    expect(screen.getByText("Text of version two")).toBeTruthy();
    expect(screen.queryByText("Text of version three")).toBeNull();
    await fillSignOff(user);
    await user.click(screen.getByRole("button", { name: "Sign version 2 off" }));
    await waitFor(() => expect(heard).toHaveLength(2));
    expect(heard.find(({ method }) => method === "POST")?.body).toMatchObject({ read_version: 2 });
  });

  test("the server refuses an answer to the old one: it says so, shows the new one, and keeps the words", async () => {
    const heard = serve({
      [`POST ${path}/sign-off/`]: ({ body }) =>
        (body as { read_version: number }).read_version === 2
          ? [409, { code: "outdated", detail: "newer", version: 3 }]
          : [
              201,
              { ...newer, state: "signed_off", abilities: { decide: false, withdraw: true, prepare_pilot: false } },
            ],
    });
    const user = userEvent.setup();
    const arrive = await read(aProposal({}));
    await fillSignOff(user);
    await user.click(screen.getByRole("button", { name: "Sign version 2 off" }));
    await waitFor(() => expect(heard.some(({ method }) => method === "POST")).toBe(true));
    arrive(newer);

    const notice = await screen.findByText(/submitted a newer version while you were reading/);
    await waitFor(() => expect(document.activeElement?.contains(notice)).toBe(true));
    await user.click(screen.getByRole("button", { name: "Show version 3" }));
    expect(screen.getByText("Text of version three")).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>(/What help do you promise/).value).toBe("Two desks");

    await user.click(screen.getByRole("button", { name: "Sign version 3 off" }));
    const posts = () => heard.filter(({ method }) => method === "POST");
    await waitFor(() => expect(posts()).toHaveLength(2));
    expect(posts()[1]?.body).toMatchObject({ read_version: 3, help_promised: "Two desks", reason: "Worth a try" });
    expect(posts()[1]?.key).not.toBe(posts()[0]?.key);
  });
});

test("an answer without its reason is asked for at its field", async () => {
  serve({ [`POST ${path}/send-back/`]: [422, { code: "invalid", details: { reason: ["Please write the reason."] } }] });
  const user = userEvent.setup();
  await read(aProposal({}));
  await user.click(screen.getByRole("button", { name: "Send back" }));
  await user.click(screen.getByRole("button", { name: "Send it back" }));

  const reason = await screen.findByLabelText(/What should the team change/);
  await waitFor(() => expect(reason.getAttribute("aria-invalid")).toBe("true"));
});

test("the team sees where it stands, without buttons to decide", async () => {
  serve({});
  await read(aProposal({ abilities: { decide: false, withdraw: false, prepare_pilot: false } }));

  expect(screen.getByText(/Version 2 has been with Ingrid Solberg since 1 March/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Sign off" })).toBeNull();
});

test("whoever stands in sees for whom and until when, and an officer is not asked for help", async () => {
  const heard = serve({ [`POST ${path}/sign-off/`]: [201, aProposal({ state: "submitted" })] });
  const mine = [
    {
      required: "dp",
      kind: "data_protection",
      kind_words: "Data protection officer",
      organisation: "Gemeente Utrecht",
      on_behalf_of: "Dora Data",
      until: "2025-03-20",
    },
  ] satisfies Proposal["mine"];
  const user = userEvent.setup();
  await read(aProposal({ mine }));

  expect(screen.getByText(/You answer for Dora Data, until 20 March/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Sign off" }));
  expect(screen.queryByLabelText(/What help do you promise/)).toBeNull();
  await user.type(screen.getByLabelText(/Why do you sign it off/), "No names are kept");
  await user.click(screen.getByRole("button", { name: "Sign version 2 off" }));
  await waitFor(() => expect(heard.some(({ method }) => method === "POST")).toBe(true));
  expect(heard.find(({ method }) => method === "POST")?.body).toMatchObject({ required: "dp", help_until: null });
});

test("the answers that ask for a further sign-off, and where each of them stands", async () => {
  serve({});
  await read(aProposal({}));

  expect(screen.getByText("Does it use data about people?").closest("li")?.textContent).toContain("Yes");
  const table = screen.getByRole("table", { name: "The sign-offs it needs" });
  expect(table.textContent).toMatch(/Manager.*Asked, due 14 March/);
});

test("an answer that arrives is told in the sign-offs it needs at once, not after reading the page anew", async () => {
  serve({});
  const proposal = aProposal({});
  const arrive = await read(proposal);
  arrive({ ...proposal, required: proposal.required.map((one) => ({ ...one, decision: "signed_off", given: true })) });

  const table = screen.getByRole("table", { name: "The sign-offs it needs" });
  expect(table.textContent).toMatch(/Manager.*Signed off/);
});

test("what changed since the version seen before stands before the text", async () => {
  serve({
    [`GET ${path}/differences/`]: [
      200,
      {
        before: 1,
        after: 2,
        fields_changed: [{ name: "money", before: "0", after: "500" }],
        lines: [{ change: "added", kind: "paragraph", level: 0, checked: null, count: 1, stretches: [] }],
      },
    ],
  });
  await read(aProposal({ seen_version: 1, earlier: [{ version: 1, submitted_at: "2025-02-20T09:00:00Z" }] }));

  expect(await screen.findByRole("heading", { name: "What changed since version 1" })).toBeTruthy();
  expect((await screen.findByText("€500")).closest("dd")?.textContent).toContain("Before: €0");
});

describe("the sum asked", () => {
  test("is in the money of the organisation that signs it off, also where the poster's place is not told", async () => {
    const first = aProposal({});
    await read({
      ...first,
      problem: { ...first.problem, place: "", country: "" },
      organisation: { ...first.organisation, country: "SE" },
      submission: { ...first.submission, money: 20_000, promised_effect: "Two days less" },
    });

    expect(screen.getByText("SEK 20,000")).toBeTruthy();
  });
});
