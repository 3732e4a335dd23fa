import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../../api/client";

/** What a colleague offers, where one meets them. */
export const offerQuery = (person: string) =>
  queryOptions({
    queryKey: ["offer", person],
    queryFn: () => answer(api.GET("/api/people/{person_id}/offer/", { params: { path: { person_id: person } } })),
  });
