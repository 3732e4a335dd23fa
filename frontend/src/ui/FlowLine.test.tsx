import { screen, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { speak } from "../lib/i18n";
import { show } from "../lib/testing/show";
import { FlowLine, type Station } from "./FlowLine";

const stations: Station[] = [
  { name: "problem", words: "Problem", state: "done", date: "2025-03-03", link: "/app/problems/1" },
  { name: "dotank", words: "Do Tank", state: "here", date: "2025-03-12" },
  { name: "sign_off", words: "Sign-off", state: "ahead", needs: "a manager reads one version" },
  { name: "pilot", words: "Pilot", state: "ahead", needs: "" },
  { name: "lesson", words: "Lesson", state: "ahead", needs: "" },
];

describe("the line of the flow", () => {
  test("is a list of five stations in their order, and says in words where the case is", () => {
    show(<FlowLine stations={stations} />);

    const items = within(screen.getByRole("list", { name: "Where this case is" })).getAllByRole("listitem");
    expect(items.map((item) => item.querySelector(".flowline__name")?.textContent)).toEqual([
      "Problem",
      "Do Tank",
      "Sign-off",
      "Pilot",
      "Lesson",
    ]);
    expect(items[1]?.getAttribute("aria-current")).toBe("step");
    expect(items[1]?.textContent).toContain("now here");
    expect(items.filter((item) => item.hasAttribute("aria-current"))).toHaveLength(1);
  });

  test("links to a station reached, dates it, and says what a later one takes", () => {
    show(<FlowLine stations={stations} />);

    expect(screen.getByRole("link", { name: "Problem" }).getAttribute("href")).toBe("/app/problems/1");
    expect(screen.getByText("3 March 2025")).toBeTruthy();
    expect(screen.getByText("a manager reads one version")).toBeTruthy();
  });

  test("names who has the next step, and by when", () => {
    show(<FlowLine stations={stations} next={{ who: "Astrid Lind", by: "2025-11-24" }} />);

    expect(screen.getByText("Astrid Lind").closest("p")?.textContent).toBe("Next: Astrid Lind, by 24 November 2025.");
  });

  test("speaks the reader's language", async () => {
    await speak("nl");
    show(<FlowLine stations={stations} />);

    expect(screen.getByText("nu hier")).toBeTruthy();
  });
});
