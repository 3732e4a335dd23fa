import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent } from "../../api/client";
import type { components } from "../../api/schema";
import { cursorOf } from "../../lib/cursor";

export type DoTank = components["schemas"]["DoTankAnswer"];
export type Invitation = components["schemas"]["InvitationAnswer"];
export type DeclineReason = components["schemas"]["DeclineInvitationBodyRequest"]["reason"];

/** The Do Tanks I can see, newest first, page by page. */
export const dotanksQuery = infiniteQueryOptions({
  queryKey: ["dotanks"],
  queryFn: ({ pageParam }) => answer(api.GET("/api/dotanks/", { params: { query: { cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
});

/** One Do Tank. */
export const dotankQuery = (id: string) =>
  queryOptions({
    queryKey: ["dotank", id],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/", { params: { path: { dotank_id: id } } })),
  });

/** Whom a coordinator may ask next. */
export const othersQuery = (id: string) =>
  queryOptions({
    queryKey: ["dotank", id, "others"],
    queryFn: () => answer(api.GET("/api/dotanks/{dotank_id}/others/", { params: { path: { dotank_id: id } } })),
  });

/** Asks one more colleague. */
export const invite = (id: string, body: { person: string; reply_by: string }, key: string) =>
  answer(
    api.POST("/api/dotanks/{dotank_id}/invitations/", {
      params: { path: { dotank_id: id }, header: idempotent(key) },
      body,
    }),
  );

/** The team starts working. */
export const startDoTank = (id: string): Promise<DoTank> =>
  answer(api.POST("/api/dotanks/{dotank_id}/start/", { params: { path: { dotank_id: id } } }));

/** Ends a Do Tank that did not come together. */
export const dissolveDoTank = (id: string, reason: string): Promise<DoTank> =>
  answer(api.POST("/api/dotanks/{dotank_id}/dissolve/", { params: { path: { dotank_id: id } }, body: { reason } }));

/** Lets another manager decide. */
export const nameManager = (id: string, manager: string): Promise<DoTank> =>
  answer(api.PUT("/api/dotanks/{dotank_id}/manager/", { params: { path: { dotank_id: id } }, body: { manager } }));

/** My invitation. */
export const invitationQuery = (id: string) =>
  queryOptions({
    queryKey: ["invitation", id],
    queryFn: () => answer(api.GET("/api/invitations/{invitation_id}/", { params: { path: { invitation_id: id } } })),
  });

/** Yes. */
export const acceptInvitation = (id: string) =>
  answer(api.POST("/api/invitations/{invitation_id}/accept/", { params: { path: { invitation_id: id } } }));

/** No, with a reason or without. */
export const declineInvitation = (id: string, reason: DeclineReason): Promise<Invitation> =>
  answer(
    api.POST("/api/invitations/{invitation_id}/decline/", {
      params: { path: { invitation_id: id } },
      body: { reason },
    }),
  );
