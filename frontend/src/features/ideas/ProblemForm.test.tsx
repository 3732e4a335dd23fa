import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { type Asked, serve, showInApp } from "../../lib/testing/app";
import { ProblemForm } from "./ProblemForm";
import type { Problem } from "./problems";

const ID = "11111111-1111-4111-8111-111111111111";
const ORGANISATION = { id: "o1", name: "Gemeente Gouda", kind: "municipality", country: "NL" } as const;
const LISTS = { skills: [], topics: [{ value: "forms", words: "Forms and letters" }], languages: [] };
const ME = { id: "m1", name: "Sanne", language: "en", organisation: ORGANISATION, roles: [], new_notices: 0 };
const MISSING = [{ code: "no_rule", words: "Name the rule, routine or habit.", field: "rule" }];

const problem = (changed: Partial<Problem> = {}): Problem => ({
  id: ID,
  title: "Three payslips",
  situation: "A family sends the same payslip three times.",
  who_is_stopped: "",
  rule: "",
  rule_kind: "unknown",
  rule_kind_words: "I do not know",
  whom_it_hurts: "",
  what_was_tried: "",
  how_we_would_know: "",
  language: "en",
  topics: [],
  principle: "" as Problem["principle"],
  place: "Gemeente Gouda, Netherlands",
  organisation: ORGANISATION,
  country: "NL",
  poster: { name: "Otter 482", animal: "otter", hue: 3 },
  by_name: false,
  said_to_poster: "",
  merged_into: null,
  names_rule: null,
  as_posted: { place: "Municipality, Netherlands", small_group: true, persona: null },
  state: "draft",
  state_words: "Draft",
  posted_on: null,
  version: 1,
  abilities: {
    edit: true,
    attach: true,
    post: true,
    withdraw: true,
    show_name: false,
    reopen: false,
    ask_back: false,
    decline: false,
    merge: false,
    unmerge: false,
    ask_for_look: false,
    look_for_peers: false,
    publish: false,
    assemble: false,
    name_rule: false,
  },
  missing: [],
  attachments: [],
  ...changed,
});

/** A server that keeps one draft. */
function server(kept: Problem, missing: Problem["missing"] = []) {
  const draft = { now: kept };
  const heard = serve({
    "GET /api/words/": [200, LISTS],
    "GET /api/me/": [200, ME],
    "GET /api/search/": [200, { results: [] }],
    "GET /api/me/personas/": [200, { next: null, previous: null, results: [] }],
    [`GET /api/problems/${ID}/`]: () => [200, draft.now],
    "POST /api/problems/": ({ body }) => {
      draft.now = problem({ ...(body as Partial<Problem>), missing });
      return [201, draft.now];
    },
    [`PATCH /api/problems/${ID}/`]: ({ body }) => {
      const { read_version, ...words } = body as { read_version: number };
      if (read_version !== draft.now.version)
        return [409, { code: "outdated", detail: "This changed while you were reading." }];
      draft.now = problem({ ...draft.now, ...words, version: read_version + 1, missing });
      return [200, draft.now];
    },
  });
  return { heard, draft };
}

const form = (opened: Problem | null = null) =>
  showInApp(() => <ProblemForm opened={opened} title={opened ? "Finish your problem" : "Post a problem"} />);
const box = (name: RegExp) => screen.findByRole<HTMLTextAreaElement>("textbox", { name });
const type = async (name: RegExp, value: string) => fireEvent.change(await box(name), { target: { value } });
const changes = (heard: Asked[]) => heard.filter((one) => one.method !== "GET");
const keptNames = () => Object.keys(localStorage).filter((name) => name.startsWith("dtn."));
const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

describe("what is typed", () => {
  test("stays on this device, also when the page is closed before anything was sent", async () => {
    const { heard } = server(problem());
    const first = await form();
    await type(/^Title/, "Three payslips");
    expect(await screen.findByText("Kept on this device")).toBeTruthy();

    first.unmount();
    await form();

    expect((await box(/^Title/)).value).toBe("Three payslips");
    expect(changes(heard)).toEqual([]);
  });

  test("becomes one draft on the server a moment later, and what follows changes that draft", async () => {
    const { heard } = server(problem());
    await form();
    await type(/^Title/, "Three payslips");
    await type(/What happens/, "The same paper, three times.");

    expect(await screen.findByText("Saved")).toBeTruthy();
    await type(/What was tried/, "Nothing yet.");
    await waitFor(() => expect(changes(heard)).toHaveLength(2));

    const [made, changed] = changes(heard);
    expect(made).toMatchObject({ method: "POST", path: "/api/problems/", body: { title: "Three payslips" } });
    expect(made?.key).toBeTruthy();
    expect(changed).toMatchObject({ method: "PATCH", body: { what_was_tried: "Nothing yet.", read_version: 1 } });
    await waitFor(() => expect(keptNames()).toEqual([]));
  }, 20_000);
});

describe("before posting", () => {
  test("what is missing is said at its field, and nothing is posted", async () => {
    const { heard } = server(problem(), MISSING);
    await form();
    await type(/^Title/, "Three payslips");
    await type(/What happens/, "The same paper, three times.");
    press("See it as others will");

    const summary = await screen.findByRole("alert");
    expect(within(summary).getByRole("link").textContent).toBe(
      "Which rule, routine or habit stands in the way: Name the rule, routine or habit.",
    );
    const rule = await box(/Which rule/);
    expect(rule.getAttribute("aria-invalid")).toBe("true");
    expect(document.activeElement).toBe(rule);
    expect(changes(heard).map((one) => one.path)).toEqual(["/api/problems/"]);
  });

  test("one sees what others will see, and that nobody sees one's name", async () => {
    const { heard } = server(problem());
    await form();
    await type(/^Title/, "Three payslips");
    await type(/What happens/, "The same paper, three times.");
    press("See it as others will");

    expect(await screen.findByRole("heading", { level: 1, name: "This is what others will see" })).toBeTruthy();
    expect(screen.getByText("The same paper, three times.")).toBeTruthy();
    expect(screen.getByText(/Nobody\. Fewer than ten members/)).toBeTruthy();
    expect(changes(heard).some((one) => one.path.endsWith("/post/"))).toBe(false);
  });
});

describe("a draft that changed in another window", () => {
  async function collide() {
    const opened = problem();
    const served = server(opened);
    await form(opened);
    await type(/What was tried/, "Typed here.");
    served.draft.now = problem({ what_was_tried: "Saved there.", version: 5 });
    press("Save draft");
    await screen.findByRole("heading", { name: "This draft was changed in another window" });
    return served;
  }

  test("is shown beside what was typed here, which stays", async () => {
    await collide();

    expect(screen.getByText("Saved there.")).toBeTruthy();
    expect((await box(/What was tried/)).value).toBe("Typed here.");
  });

  test("is replaced only when the person says so", async () => {
    const { draft } = await collide();
    expect(draft.now.what_was_tried).toBe("Saved there.");

    press("Go on with what is in the form");
    press("Save draft");

    expect(await screen.findByText("Your draft is saved. Only you see it.")).toBeTruthy();
    expect(draft.now).toMatchObject({ what_was_tried: "Typed here.", version: 6 });
  });

  test("can be taken over instead", async () => {
    await collide();

    press("Take everything from the other window");

    expect((await box(/What was tried/)).value).toBe("Saved there.");
    expect(screen.queryByRole("heading", { name: "This draft was changed in another window" })).toBeNull();
  });
});
