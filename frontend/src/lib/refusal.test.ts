import { describe, expect, test } from "vitest";
import { RefusalError, refusalFrom } from "./refusal";

const problem = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });

describe("a refusal", () => {
  test("carries code, words, field words and whatever else the answer had", async () => {
    const refusal = await refusalFrom(
      problem(409, { code: "outdated", detail: "It changed while you were reading.", details: {}, version: 4 }),
    );

    expect(refusal).toMatchObject({ status: 409, code: "outdated", detail: "It changed while you were reading." });
    expect(refusal.body.version).toBe(4);
  });

  test("names nested fields by their path", async () => {
    const refusal = await refusalFrom(
      problem(422, {
        code: "invalid",
        details: {
          title: ["Please write a title."],
          measures: [{}, { target: ["A number, please."] }],
          note: "Too long.",
        },
      }),
    );

    expect(refusal.details).toEqual({
      title: ["Please write a title."],
      "measures.1.target": ["A number, please."],
      note: ["Too long."],
    });
  });

  test("is understood when the answer is a proxy's page instead of JSON", async () => {
    const refusal = await refusalFrom(problem(502, "<h1>Bad gateway</h1>", { "X-Request-Id": "r-17" }));

    expect(refusal).toMatchObject({ status: 502, code: "failed", details: {}, reference: "r-17" });
    expect(refusal.mayWorkLater).toBe(true);
  });

  test("knows a lost session from something one may not do", () => {
    expect(new RefusalError(401, {}).signedOut).toBe(true);
    expect(new RefusalError(403, { code: "not_signed_in" }).signedOut).toBe(true);
    expect(new RefusalError(403, { code: "forbidden" }).signedOut).toBe(false);
  });
});
