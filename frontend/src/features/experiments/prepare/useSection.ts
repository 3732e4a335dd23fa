import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { answer, api } from "../../../api/client";
import { RefusalError } from "../../../lib/refusal";
import { type Form, useForm } from "../../../ui/useForm";
import { type Changes, editPilot, type Pilot, pilotQuery } from "../pilot/requests";

export type Texts = Record<string, string>;

interface Options {
  pilot: Pilot;
  /** Names the part, for what this device keeps. */
  name: string;
  /** The pilot's answers of this part, as the fields show them. */
  pick: (pilot: Pilot) => Texts;
  /** What is sent for these answers. */
  changes: (values: Texts) => Changes;
  done: (pilot: Pilot) => void;
}

export interface Section {
  form: Form<Texts>;
  /** What a colleague saved in this part meanwhile; null when nobody did. */
  theirs: Texts | null;
  /** Puts their answers in the fields instead of mine. */
  takeTheirs: () => void;
}

/**
 * One part of a pilot that several people prepare at once. A colleague's change to another part is no obstacle: the save is
 * sent again on top of it. A change to this part is shown, and only a second save replaces it.
 */
export function useSection({ pilot, name, pick, changes, done }: Options): Section {
  const queries = useQueryClient();
  const base = useRef({ version: pilot.version, values: pick(pilot) });
  const [theirs, setTheirs] = useState<Texts | null>(null);

  async function send(values: Texts): Promise<Pilot> {
    try {
      return await editPilot(pilot.id, base.current.version, changes(values));
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== "outdated") throw error;
      const fresh = await answer(api.GET("/api/pilots/{pilot_id}/", { params: { path: { pilot_id: pilot.id } } }));
      const before = base.current.values;
      base.current = { version: fresh.version, values: pick(fresh) };
      queries.setQueryData(pilotQuery(pilot.id).queryKey, fresh);
      if (same(before, base.current.values)) return editPilot(pilot.id, fresh.version, changes(values));
      setTheirs(base.current.values);
      throw error;
    }
  }

  const form = useForm<Texts, Pilot>({
    start: base.current.values,
    kept: `pilot-${pilot.id}-${name}`,
    send,
    refused: (refusal) => refusal.code === "outdated",
    done: (saved) => {
      base.current = { version: saved.version, values: pick(saved) };
      setTheirs(null);
      queries.setQueryData(pilotQuery(pilot.id).queryKey, saved);
      // The fields stay as they are: somebody may have typed on while this was on its way.
      done(saved);
    },
  });

  const untouched = !form.changed && !form.sending;
  const { reset } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a newer pilot counts; `pick` and `reset` are new at every drawing.
  useEffect(() => {
    const values = pick(pilot);
    if (!untouched || pilot.version <= base.current.version || same(values, base.current.values)) return;
    base.current = { version: pilot.version, values };
    reset(values);
  }, [pilot, untouched]);

  return {
    form,
    theirs,
    takeTheirs: () => {
      form.reset(base.current.values);
      setTheirs(null);
    },
  };
}

/** Whether two parts hold the same answers. */
export function same(one: Texts, other: Texts): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? "") === (other[name] ?? ""));
}
