import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { forget } from "../../lib/kept";
import { RefusalError } from "../../lib/refusal";
import type { Saving } from "../../ui/SaveState";
import type { Form } from "../../ui/useForm";
import { draftProblem, editProblem, type Problem, type ProblemBody, problemQuery, withdrawProblem } from "./problems";

export const NEW_DRAFT = "problem-new";
const PAUSE = 3000;

/** What is being written, with the server's draft it belongs to ("" while there is none) and the version it began from. */
export type DraftValues = Required<Omit<ProblemBody, "topics" | "persona">> & {
  topics: string[];
  /** The earlier pseudonym it is to be known by, "" for a new one. */
  persona: string;
  draft: string;
  version: number;
};

/** Only what the server asks for. */
export const bodyOf = ({ draft: _draft, version: _version, persona, ...words }: DraftValues): ProblemBody =>
  ({ ...words, persona: persona || null }) as ProblemBody;

/** The form's values for a problem as the server has it. */
export function valuesOf(problem: Problem): DraftValues {
  const { id, title, situation, who_is_stopped, rule, rule_kind, whom_it_hurts, what_was_tried } = problem;
  const { how_we_would_know, language, topics, principle, by_name, version } = problem;
  return {
    ...{ title, situation, who_is_stopped, rule, rule_kind, whom_it_hurts, what_was_tried, how_we_would_know },
    ...{ language, topics: [...topics], principle, by_name, draft: id, version },
    names_rule: problem.names_rule?.id ?? null,
    persona: problem.as_posted?.persona ?? "",
  };
}

interface Options {
  /** The draft as the server had it when the page was opened. */
  opened: Problem | null;
  /** The server has made the draft. */
  onDraft: (id: string) => void;
}

/**
 * Saves a draft on the server as it is being written: a moment after the last word, one request at a time.
 * A draft that changed in another window is never overwritten: `theirs` holds it until the person has chosen.
 */
export function useServerDraft(form: Form<DraftValues>, { opened, onDraft }: Options) {
  const queries = useQueryClient();
  const now = useRef({ form, onDraft });
  now.current = { form, onDraft };
  const server = useRef({ draft: form.values.draft, version: form.values.version });
  const saved = useRef({ text: opened ? JSON.stringify(bodyOf(valuesOf(opened))) : "", problem: opened });
  const attempt = useRef({ text: "", key: "" });
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [theirs, setTheirs] = useState<Problem | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const send = useCallback(async (): Promise<Problem> => {
    const values = now.current.form.values;
    const body = bodyOf(values);
    const text = JSON.stringify(body);
    if (saved.current.problem && saved.current.text === text) return saved.current.problem;
    const { draft, version } = server.current;
    // The same words keep their key, so that a lost answer does not leave two drafts.
    if (attempt.current.text !== text) attempt.current = { text, key: crypto.randomUUID() };
    const problem = draft
      ? await editProblem(draft, { ...body, read_version: version })
      : await draftProblem(body, attempt.current.key);
    server.current = { draft: problem.id, version: problem.version };
    saved.current = { text, problem };
    queries.setQueryData(problemQuery(problem.id).queryKey, problem);
    const { form: latest, onDraft: tell } = now.current;
    if (JSON.stringify(bodyOf(latest.values)) === text && !latest.refusal)
      latest.reset({ ...latest.values, draft: problem.id, version: problem.version });
    else {
      latest.set("draft", problem.id);
      latest.set("version", problem.version);
    }
    if (!draft) {
      forget(NEW_DRAFT);
      tell(problem.id);
    }
    return problem;
  }, [queries]);

  const save = useCallback((): Promise<Problem> => {
    const run = async () => {
      setBusy(true);
      try {
        const problem = await send();
        setFailure(null);
        return problem;
      } catch (error) {
        if (error instanceof RefusalError && error.code === "outdated")
          setTheirs(await queries.fetchQuery({ ...problemQuery(server.current.draft), staleTime: 0 }));
        else setFailure(error);
        throw error;
      } finally {
        setBusy(false);
      }
    };
    const next = queue.current.then(run, run);
    queue.current = next.catch(() => undefined);
    return next;
  }, [send, queries]);

  const { values } = form;
  const text = JSON.stringify(bodyOf(values));
  const dirty = text !== saved.current.text;
  const enough = values.title.trim() !== "" && values.situation.trim() !== "";
  useEffect(() => {
    if (!dirty || !enough || theirs || text === "") return;
    // What fails here is shown by the save state, and said in full when the person saves or posts.
    const timer = setTimeout(() => void save().catch(() => undefined), PAUSE);
    return () => clearTimeout(timer);
  }, [dirty, enough, theirs, text, save]);

  const away = failure instanceof RefusalError && failure.mayWorkLater;
  const state: Saving | null = busy
    ? "saving"
    : dirty && away
      ? "offline"
      : dirty
        ? form.changed && form.keptHere
          ? "kept"
          : null
        : saved.current.problem
          ? "saved"
          : null;

  return {
    save,
    /** Throws away what is kept on the server, after whatever is still being saved. */
    leave: async () => {
      await queue.current;
      if (server.current.draft) await withdrawProblem(server.current.draft);
      void queries.invalidateQueries({ queryKey: ["problems"] });
    },
    state,
    theirs,
    /** What the server would not do, other than being away; shown where the form is not already showing it. */
    failure: away ? null : failure,
    /** Goes on with what was typed here, over what the other window saved. */
    keepMine: () => {
      if (!theirs) return;
      server.current = { draft: theirs.id, version: theirs.version };
      saved.current = { text: JSON.stringify(bodyOf(valuesOf(theirs))), problem: theirs };
      setTheirs(null);
      form.set("version", theirs.version);
    },
    /** Goes on with what the other window saved. */
    takeTheirs: () => {
      if (!theirs) return;
      server.current = { draft: theirs.id, version: theirs.version };
      saved.current = { text: JSON.stringify(bodyOf(valuesOf(theirs))), problem: theirs };
      setTheirs(null);
      form.reset(valuesOf(theirs));
    },
  };
}
