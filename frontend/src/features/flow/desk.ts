import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/schema";

export type Desk = components["schemas"]["DeskAnswer"];

/** What waits for me, what changed, and where I might help. */
export const deskQuery = queryOptions({ queryKey: ["desk"], queryFn: () => answer(api.GET("/api/desk/")) });
