import { QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { Queries } from "./queries";

test("what changes while it is read for the first time is read once more", async () => {
  const queries = new Queries();
  const answers: ((value: string) => void)[] = [];
  const read = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)));
  const shown = new QueryObserver(queries, { queryKey: ["session", "a"], queryFn: read });
  const end = shown.subscribe(() => undefined);

  const done = queries.invalidateQueries({ queryKey: ["session"] });
  answers[0]?.("before the change");
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.("after it");
  await done;

  expect(shown.getCurrentResult().data).toBe("after it");
  expect(read).toHaveBeenCalledTimes(2);
  end();
});

test("what was read already is read once, and what nobody looks at not at all", async () => {
  const queries = new Queries();
  const read = vi.fn(() => Promise.resolve("words"));
  const shown = new QueryObserver(queries, { queryKey: ["session", "a"], queryFn: read });
  const end = shown.subscribe(() => undefined);
  await vi.waitFor(() => expect(shown.getCurrentResult().data).toBe("words"));
  const unseen = vi.fn(() => Promise.resolve("words"));
  await queries.fetchQuery({ queryKey: ["session", "b"], queryFn: unseen });

  await queries.invalidateQueries({ queryKey: ["session"] });

  expect(read).toHaveBeenCalledTimes(2);
  expect(unseen).toHaveBeenCalledTimes(1);
  end();
});
