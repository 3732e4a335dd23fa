import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { goToSignIn } from "../lib/server-page";
import { type WatchHandler, watch } from "./watch";

/**
 * Hears what changes under a topic ("me", "problem.<uuid>", "dotank.<uuid>", "pilot.<uuid>") while the page is open.
 * Messages say what changed, not how: a handler invalidates queries. "opened" says that from now on none is missed.
 * After a lost connection everything on screen is read anew.
 */
export function useLive(topic: string | null, handlers: Readonly<Record<string, WatchHandler>>): void {
  const queries = useQueryClient();
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (!topic) return;
    const onMessage: WatchHandler = (message) => {
      latest.current[message.type]?.(message);
      latest.current["*"]?.(message);
    };
    return watch(topic, {
      onMessage,
      onEvent: (event) => {
        if (event === "signed_out") goToSignIn();
        // What changed between reading the page and listening was told to nobody here.
        else if (event === "opened") onMessage({ type: event });
        else void queries.invalidateQueries({ refetchType: "active" });
      },
    });
  }, [topic, queries]);
}
