/** What the server says when it will not do something (RFC 9457 problem details), or when it could not be reached. */
export class RefusalError extends Error {
  override readonly name = "RefusalError";
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  /** Words for each field of the request; nested fields are named "measures.0.target". */
  readonly details: Readonly<Record<string, readonly string[]>>;
  /** For unexpected failures: what to quote when asking for help; the same is in the server's log. */
  readonly reference: string | undefined;
  /** Everything else the answer carried, such as the newer version of an outdated record. */
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    const detail = typeof body.detail === "string" ? body.detail : "";
    super(detail || `The server answered ${status}.`);
    this.status = status;
    this.code = typeof body.code === "string" ? body.code : status === 0 ? "unreachable" : "failed";
    this.detail = detail;
    this.details = wordsByField(body.details);
    this.reference = typeof body.reference === "string" ? body.reference : undefined;
    this.body = body;
  }

  /** True when the person has to sign in (again) before anything can go on. */
  get signedOut(): boolean {
    return this.status === 401 || (this.status === 403 && this.code === "not_signed_in");
  }

  /** True when the same request may work later: nothing was wrong with what the person did. */
  get mayWorkLater(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

function wordsByField(details: unknown, under = ""): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  if (Array.isArray(details)) {
    const words = details.filter((word): word is string => typeof word === "string" && word !== "");
    if (words.length > 0) found[under] = words;
    details.forEach((part, place) => {
      if (typeof part === "object" && part !== null)
        Object.assign(found, wordsByField(part, under ? `${under}.${place}` : String(place)));
    });
  } else if (typeof details === "string") {
    if (details) found[under] = [details];
  } else if (typeof details === "object" && details !== null) {
    for (const [name, part] of Object.entries(details))
      Object.assign(found, wordsByField(part, under ? `${under}.${name}` : name));
  }
  return found;
}

/** Reads a response that is not a success; an answer that is no JSON (a proxy's error page) still becomes a refusal. */
export async function refusalFrom(response: Response): Promise<RefusalError> {
  let body: unknown = null;
  try {
    body = await response.clone().json();
  } catch {
    // Not JSON: the status has to be enough.
  }
  const known =
    typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
  const reference = known.reference ?? response.headers.get("X-Request-Id") ?? undefined;
  return new RefusalError(response.status, { ...known, reference });
}
