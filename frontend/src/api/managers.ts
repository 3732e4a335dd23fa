import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "./client";

/** Managers who can be asked to decide. */
export const managersQuery = queryOptions({
  queryKey: ["managers"],
  queryFn: () => answer(api.GET("/api/managers/")),
});
