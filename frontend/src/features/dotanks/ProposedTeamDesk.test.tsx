import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import { ProposedTeamDesk } from "./ProposedTeamDesk";
import { asAdvised, team, withEva } from "./testing/team";

const LISTS = { skills: [], topics: [], languages: [{ value: "en", words: "English" }], organisation_kinds: [] };
const MANAGERS = [
  { id: "mia", name: "Mia Kuiper", organisation: "Leeds City Council", job_title: "Director" },
  { id: "anna", name: "Anna Berg", organisation: "Uppsala kommun", job_title: "Adviser" },
];
const CONFIRM = "POST /api/proposed-teams/t1/confirm/";

async function desk(confirm: [status: number, body: unknown] = [201, { id: "d1" }]) {
  const heard = serve({
    "GET /api/words/": [200, LISTS],
    "GET /api/managers/": [200, MANAGERS],
    "POST /api/proposed-teams/t1/try/": ({ body }) => [
      200,
      (body as { members: string[] }).members.includes("eva") ? withEva : asAdvised,
    ],
    "POST /api/proposed-teams/t1/widen/": [201, { ...team, id: "t2" }],
    [CONFIRM]: confirm,
  });
  const wider: string[] = [];
  const shown = await showInApp(() => (
    <ProposedTeamDesk team={team} sizeMin={3} onProposed={(next) => wider.push(next.id)} />
  ));
  return { heard, wider, ...shown };
}

const seats = async () =>
  within(await screen.findByRole("list", { name: "Seats" }))
    .getAllByRole("heading", { level: 3 })
    .map((heading) => heading.textContent?.trim());

async function ask(user: ReturnType<typeof userEvent.setup>) {
  await user.selectOptions(screen.getByRole("combobox", { name: /^Manager/ }), "mia");
  await user.click(screen.getByRole("button", { name: /^Ask these/ }));
  const dialog = document.querySelector("dialog");
  if (!dialog) throw new Error("no question was asked");
  const said = dialog.textContent;
  await user.click(within(dialog).getByText(/^Ask these/, { selector: "button" }));
  return said;
}

test("says what is covered and what is not, and what a wider need would give", async () => {
  await desk();

  expect(
    await screen.findByText(/3 colleagues, working in English\. Chance that at least 3 of them say yes: 62%/),
  ).toBeTruthy();
  expect(screen.getByText(/at home in “Archives”/)).toBeTruthy();
  expect(screen.getByText("Also work in Swedish: a team of 5.")).toBeTruthy();
});

test("a seat can be given to somebody else, said politely, and asks exactly those", async () => {
  const user = userEvent.setup();
  const { heard, at } = await desk();
  expect(await seats()).toEqual(["Anna Berg Driver", "Bram Bos Challenger", "Cees Dam"]);

  await user.click(screen.getByRole("button", { name: "Swap Anna Berg for Eva Holm", hidden: true }));

  expect(await seats()).toEqual(["Eva Holm Driver", "Bram Bos Challenger", "Cees Dam"]);
  const status = await screen.findByText("This costs 6 points.");
  expect(status.closest('[role="status"]')?.textContent).toBe(
    "Eva Holm takes the seat of Anna Berg. This costs 6 points.Nobody with “Procurement” any more.",
  );
  expect(screen.getByText("The only voice from Skåne.")).toBeTruthy();
  await user.type(screen.getByRole("textbox", { name: "Eva Holm instead of Anna Berg" }), "Knows the region");
  const said = await ask(user);
  expect(said).toContain("Eva Holm Region Skåne · Driver");
  expect(said).not.toContain("Anna Berg");
  await waitFor(() => expect(at()).toBe("/dotanks/d1"));
  const sent = heard.find((one) => one.path.endsWith("/confirm/"));
  expect(sent?.body).toMatchObject({
    members: ["eva", "bram", "cees"],
    driver: "eva",
    challenger: "bram",
    manager: "mia",
    changes: [{ came_in: "eva", went_out: "anna", reason: "Knows the region" }],
  });
  expect(sent?.key).toBeTruthy();
});

test("a manager who sits in the team is not offered to decide", async () => {
  await desk();

  const managers = await screen.findByRole("combobox", { name: /^Manager/ });
  expect(
    within(managers)
      .getAllByRole("option")
      .map((one) => one.textContent),
  ).toEqual(["Choose…", "Mia Kuiper, Leeds City Council"]);
});

test("nobody is asked before a manager is chosen: the field says so", async () => {
  const user = userEvent.setup();
  const { heard } = await desk();

  await user.click(await screen.findByRole("button", { name: /^Ask these/ }));

  expect(await screen.findAllByText(/Choose who decides about the proposal later/)).not.toHaveLength(0);
  expect(heard.some((one) => one.path.endsWith("/confirm/"))).toBe(false);
});

test("a team that breaks a rule stays as it is, and each rule is said with the colleague it is about", async () => {
  const user = userEvent.setup();
  await desk([
    422,
    {
      code: "invalid",
      detail: "Something in the form needs your attention.",
      details: { members: ["This team breaks a rule. Propose a team again, or change it."] },
      broken: [
        { code: "per_organisation", words: "Two people come from the same organisation.", data: { count: 2 } },
        { code: "cannot_be_asked", words: "Somebody in this team cannot be asked now.", data: { member_id: "cees" } },
      ],
    },
  ]);
  await seats();

  await ask(user);

  const alert = await screen.findByRole("alert");
  expect(
    within(alert)
      .getAllByRole("listitem")
      .map((one) => one.textContent),
  ).toEqual(["Two people come from the same organisation.", "Cees Dam: Somebody in this team cannot be asked now."]);
  expect(await seats()).toHaveLength(3);
});

test("a changed team is not asked before each change has its reason", async () => {
  const user = userEvent.setup();
  const { heard } = await desk();
  await seats();
  await user.click(screen.getByRole("button", { name: "Leave out Cees Dam" }));
  await user.selectOptions(screen.getByRole("combobox", { name: /^Manager/ }), "mia");

  await user.click(screen.getByRole("button", { name: /^Ask these/ }));

  expect(await screen.findAllByText(/Say why this team is better with this change/)).not.toHaveLength(0);
  expect(document.activeElement?.getAttribute("name")).toBe("changes.0.reason");
  expect(heard.some((one) => one.path.endsWith("/confirm/"))).toBe(false);

  await user.click(screen.getByRole("button", { name: "Back to the advised team" }));
  expect(await seats()).toHaveLength(3);
  expect(screen.queryByRole("textbox", { name: "Without Cees Dam" })).toBeNull();
});

test("somebody who cannot be asked any more is replaced, said with the reason filled in", async () => {
  const user = userEvent.setup();
  await desk([
    409,
    {
      code: "changed_since",
      detail: "Somebody in this team cannot be asked any more.",
      gone: [{ id: "anna", words: "Is not in the network any more." }],
      seats: [
        { id: "bram", name: "Bram Bos", came_in: false },
        { id: "cees", name: "Cees Dam", came_in: false },
        { id: "eva", name: "Eva Holm", came_in: true },
      ],
    },
  ]);
  await seats();

  await ask(user);

  expect(
    await screen.findByText(/Changed since this team was proposed\. Anna Berg: Is not in the network/),
  ).toBeTruthy();
  expect(await seats()).toEqual(["Eva Holm Driver", "Bram Bos Challenger", "Cees Dam"]);
  const why = screen.getByRole<HTMLInputElement>("textbox", { name: "Eva Holm instead of Anna Berg" });
  expect(why.value).toBe("Anna Berg: Is not in the network any more.");
});

test("one click asks for less, with what it gives said beforehand", async () => {
  const user = userEvent.setup();
  const { heard, wider } = await desk();

  await user.click(await screen.findByRole("button", { name: "Change the need: Also work in Swedish: a team of 5." }));

  await waitFor(() => expect(wider).toEqual(["t2"]));
  expect(heard.find((one) => one.path.endsWith("/widen/"))?.body).toEqual({ way: 0 });
});

test("what the team covers stands beside what was advised", async () => {
  const user = userEvent.setup();
  await desk();
  await seats();

  await user.click(screen.getByRole("button", { name: "Swap Anna Berg for Eva Holm", hidden: true }));

  await screen.findByText("This costs 6 points.");
  const row = screen.getByRole("row", { name: /^procurement/, hidden: true });
  expect(row.textContent).toBe("procurementLevel 2Nobody");
});
