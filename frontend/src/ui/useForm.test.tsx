import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { readKept } from "../lib/kept";
import { RefusalError } from "../lib/refusal";
import { show } from "../lib/testing/show";
import { Button } from "./Button";
import { Choice, Field, TextArea } from "./Field";
import { FormFrame, useForm } from "./useForm";

interface Values {
  title: string;
  situation: string;
  kind: string;
}

interface Props {
  send: (values: Values, key: string) => Promise<unknown>;
  done?: () => void;
  kept?: string;
}

function Sample({ send, done = () => undefined, kept }: Props) {
  const form = useForm<Values, unknown>({ start: { title: "", situation: "", kind: "" }, send, done, kept });
  return (
    <FormFrame form={form} labels={{ title: "Title", situation: "Situation", kind: "Kind" }}>
      <Field {...form.field("title")} label="Title" hint="For example: three forms for one ramp" />
      <TextArea {...form.field("situation")} label="Situation" />
      <Choice {...form.field("kind")} label="Kind" options={[{ value: "rule", label: "A rule" }]} />
      <Button type="submit" busy={form.sending}>
        Post
      </Button>
    </FormFrame>
  );
}

const refuse = (details: Record<string, string[]>) => async () => {
  throw new RefusalError(422, { code: "invalid", details });
};

describe("a refused form", () => {
  test("puts the words next to their field, focuses the first one, and keeps what was typed", async () => {
    const user = userEvent.setup();
    show(<Sample send={refuse({ situation: ["Please write what happens now."], kind: ["Please choose one."] })} />);
    await user.type(screen.getByLabelText("Title"), "Ramp");
    await user.click(screen.getByRole("button", { name: "Post" }));

    const situation = await screen.findByLabelText("Situation");
    await waitFor(() => expect(document.activeElement).toBe(situation));
    expect(situation.getAttribute("aria-invalid")).toBe("true");
    const described = situation.getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent)).toContain("Please write what happens now.");
    expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("Ramp");
  });

  test("links to every field from its summary", async () => {
    const user = userEvent.setup();
    show(
      <Sample send={refuse({ title: ["Too long."], kind: ["Please choose one."], elsewhere: ["Something else."] })} />,
    );
    await user.click(screen.getByRole("button", { name: "Post" }));

    await user.click(await screen.findByRole("link", { name: "Kind: Please choose one." }));
    expect(document.activeElement).toBe(screen.getByRole("group", { name: "Kind" }));
    expect(screen.getByRole("link", { name: "Title: Too long." })).toBeTruthy();
    expect(screen.getByText("Something else.")).toBeTruthy();
  });

  test("shows the reference of an unexpected failure", async () => {
    const user = userEvent.setup();
    const fail = async () => {
      throw new RefusalError(500, { reference: "7f3a-11" });
    };
    show(<Sample send={fail} />);
    await user.click(screen.getByRole("button", { name: "Post" }));

    expect((await screen.findByRole("alert")).textContent).toContain("Reference: 7f3a-11");
  });
});

describe("sending", () => {
  test("twice in a hurry sends once", async () => {
    const user = userEvent.setup();
    let finish: (value: unknown) => void = () => undefined;
    const send = vi.fn(() => new Promise((resolve) => (finish = resolve)));
    const done = vi.fn();
    show(<Sample send={send} done={done} />);
    await user.dblClick(screen.getByRole("button", { name: "Post" }));
    await user.click(screen.getByRole("button", { name: "Post" }));
    finish({});

    await waitFor(() => expect(done).toHaveBeenCalledTimes(1));
    expect(send).toHaveBeenCalledTimes(1);
  });

  test("keeps its key when the server was not reached, and takes a new one after a change or an answer", async () => {
    const user = userEvent.setup();
    const keys: string[] = [];
    const replies = [0, 0, 422, 0];
    const send = async (_values: Values, key: string) => {
      keys.push(key);
      throw new RefusalError(replies[keys.length - 1] ?? 0, {});
    };
    show(<Sample send={send} />);
    const post = async (times: number) => {
      await user.click(screen.getByRole("button", { name: "Post" }));
      await waitFor(() => expect(keys).toHaveLength(times));
      await waitFor(() => expect(screen.getByRole("button", { name: "Post" }).hasAttribute("aria-busy")).toBe(false));
    };
    await post(1);
    await post(2);
    await user.type(screen.getByLabelText("Title"), "x");
    await post(3);
    await post(4);

    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[1]);
    expect(keys[3]).not.toBe(keys[2]);
  });
});

describe("typed text stays on this device", () => {
  test("until it was sent", async () => {
    const user = userEvent.setup();
    const send = vi.fn(async () => ({}));
    const first = show(<Sample send={send} kept="draft" />);
    await user.type(screen.getByLabelText("Title"), "Ramp");
    await waitFor(() => expect(readKept<Values>("draft")?.title).toBe("Ramp"));
    first.unmount();

    show(<Sample send={send} kept="draft" />);
    expect(screen.getByLabelText<HTMLInputElement>("Title").value).toBe("Ramp");

    await user.click(screen.getByRole("button", { name: "Post" }));
    await waitFor(() => expect(send).toHaveBeenCalled());
    await waitFor(() => expect(readKept("draft")).toBeUndefined());
  });
});
