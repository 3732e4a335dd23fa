import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { serve, showInApp } from "../../lib/testing/app";
import { SolvedElsewhere } from "./SolvedElsewhere";

const ID = "22222222-2222-4222-8222-222222222222";
const FOUND = { id: ID, kind: "problem", kind_words: "Problem", title: "Three payslips", language: "en", link: "/en/" };
const LESSON = { ...FOUND, id: "33333333", kind: "lesson", kind_words: "Lesson", title: "One payslip is enough" };
const SAID = { supporters: 3, follows: false };

async function show(onLeave?: () => Promise<unknown>) {
  const heard = serve({
    "GET /api/search/": [200, { results: [FOUND, LESSON] }],
    [`POST /api/problems/${ID}/support/`]: [201, SAID],
    [`POST /api/problems/${ID}/follow/`]: [201, { ...SAID, follows: true }],
  });
  await showInApp(() => <SolvedElsewhere title="Payslips thrice" besides="" onLeave={onLeave} />);
  const mine = await screen.findByRole("button", { name: "This is mine too: Three payslips" });
  return { heard, mine };
}

const press = (name: string) => fireEvent.click(screen.getAllByRole("button", { name }).at(-1) as HTMLElement);

describe("what others met", () => {
  test("is announced, and only a problem can be mine too", async () => {
    await show();

    expect(screen.getByRole("status").textContent).toBe("2 similar things found, after the title");
    expect(screen.getAllByRole("button")).toHaveLength(1);
  });

  test("is supported in place of repeating it, said, and followed", async () => {
    const { heard, mine } = await show();
    fireEvent.click(mine);

    const said = await screen.findByText("You said: this is mine too.");
    expect(said.closest("section")).toBe(document.activeElement);
    press("Follow it");

    expect(await screen.findByText("You follow it: we tell you of every step.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Throw my draft away" })).toBeNull();
    expect(heard.filter((one) => one.method === "POST").map((one) => one.path)).toEqual([
      `/api/problems/${ID}/support/`,
      `/api/problems/${ID}/follow/`,
    ]);
    press("Go on writing");
    expect(await screen.findByRole("button", { name: "This is mine too: Three payslips" })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole("complementary"));
  });

  test("lets the draft be left, once asked", async () => {
    const leave = vi.fn(async () => undefined);
    HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
      this.open = true;
    };
    const { mine } = await show(leave);
    fireEvent.click(mine);
    await screen.findByText("You said: this is mine too.");

    press("Throw my draft away");
    expect(leave).not.toHaveBeenCalled();
    fireEvent.click(screen.getAllByText("Throw my draft away").at(-1) as HTMLElement);

    await vi.waitFor(() => expect(leave).toHaveBeenCalledOnce());
  });
});
