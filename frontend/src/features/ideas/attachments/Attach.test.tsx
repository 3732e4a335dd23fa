import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeAll, expect, test } from "vitest";
import { type Asked, serve, serveFiles, showInApp } from "../../../lib/testing/app";
import type { Problem } from "../problems";
import { Attach } from "./Attach";
import { Attached } from "./Attached";
import type { Attachment } from "./requests";

const ID = "11111111-1111-4111-8111-111111111111";

beforeAll(() => {
  // jsdom has no dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
});

const photo = (changed: Partial<Attachment> = {}): Attachment => ({
  id: "a1",
  number: 1,
  kind: "photo",
  description: "",
  size: 1000,
  width: 60,
  height: 40,
  file: "/api/attachments/a1/file/",
  waits: false,
  abilities: { describe: true, remove: true, take_away: false },
  ...changed,
});

/** Only what these parts read. */
const problem = (attachments: Attachment[]) =>
  ({ id: ID, language: "nl", by_name: false, abilities: { attach: true }, attachments }) as unknown as Problem;

function server(attachments: Attachment[] = [], added: readonly [number, unknown] = [201, photo()]): Asked[] {
  serveFiles();
  return serve({
    [`GET /api/problems/${ID}/`]: [200, problem(attachments)],
    [`POST /api/problems/${ID}/attachments/`]: added,
    "PATCH /api/attachments/a1/": ({ body }) => [200, photo(body as Partial<Attachment>)],
    "POST /api/attachments/a1/remove/": [200, null],
  });
}

const show = (byName = false) =>
  showInApp(() => <Attach id={ID} byName={byName} ready save={async () => problem([])} />);

async function choose(file: File) {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error("no place for a file");
  fireEvent.change(input, { target: { files: [file] } });
}

const picture = () => new File(["picture"], "anna-at-work.png", { type: "image/png" });

test("a photo is sent as it is, without its name, and asks what it shows", async () => {
  const heard = server();
  await show();
  await screen.findByRole("button", { name: "Add photos" });
  await choose(picture());

  expect(await screen.findByText("Photo 1 is added. Say what it shows.")).toBeTruthy();
  const sent = heard.find((one) => one.method === "POST");
  expect(sent).toMatchObject({ path: `/api/problems/${ID}/attachments/`, body: "picture" });
  expect(sent?.key).toBeTruthy();
  expect(JSON.stringify(heard)).not.toContain("anna");

  const box = screen.getByRole("textbox", { name: "Photo 1: what does it show?" });
  fireEvent.change(box, { target: { value: "A form" } });
  fireEvent.blur(box);
  await waitFor(() => expect(heard.at(-1)).toMatchObject({ method: "PATCH", body: { description: "A form" } }));
});

test("a document is offered beside a name only", async () => {
  server();
  const shown = await show();
  await screen.findByRole("button", { name: "Add photos" });
  expect(document.querySelector("input[type=file]")?.getAttribute("accept")).not.toContain("pdf");
  shown.unmount();

  await show(true);
  await screen.findByRole("button", { name: "Add photos or documents" });
  expect(document.querySelector("input[type=file]")?.getAttribute("accept")).toContain("application/pdf");
});

test("what the server does not take is said in its words, beside the file's name", async () => {
  server([], [415, { code: "wrong_kind", detail: "Photos can be JPEG, PNG or WebP." }]);
  await show();
  await screen.findByRole("button", { name: "Add photos" });
  await choose(picture());

  expect(within(await screen.findByRole("alert")).getByText("Photos can be JPEG, PNG or WebP.")).toBeTruthy();
  expect(screen.getByText("anna-at-work.png")).toBeTruthy();
});

test("what is too large is not sent at all", async () => {
  const heard = server();
  await show();
  await screen.findByRole("button", { name: "Add photos" });
  const large = picture();
  Object.defineProperty(large, "size", { value: 20 * 1024 * 1024 + 1 });
  await choose(large);

  expect(await screen.findByText("The file is larger than 20 MB. Send a smaller copy of it.")).toBeTruthy();
  expect(heard.filter((one) => one.method === "POST")).toEqual([]);
});

test("a photo is removed after one question, and the focus stays near", async () => {
  const heard = server([photo()]);
  await show();
  fireEvent.click(await screen.findByRole("button", { name: "Remove Photo 1" }));
  const dialog = await screen.findByRole("dialog", { name: "Remove Photo 1?" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Remove Photo 1" }));

  expect(await screen.findByText("Photo 1 is removed.")).toBeTruthy();
  expect(heard.at(-1)).toMatchObject({ method: "POST", path: "/api/attachments/a1/remove/" });
  expect(document.activeElement).toBe(screen.getByRole("group", { name: /Photos and documents/ }));
});

test("readers see each photo with its words, in the language of the problem", async () => {
  await showInApp(() => (
    <Attached
      problem={problem([photo({ description: "Een formulier" }), photo({ id: "a2", number: 2, waits: true })])}
    />
  ));

  expect((await screen.findByRole("img", { name: "Een formulier" })).getAttribute("lang")).toBe("nl");
  expect(screen.getByRole("img", { name: "Photo 2, not described" }).hasAttribute("lang")).toBe(false);
  expect(screen.getByText(/Others see it within the hour/)).toBeTruthy();
});
