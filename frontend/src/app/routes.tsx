import { useLingui } from "@lingui/react/macro";
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from "@tanstack/react-router";
import { batchInAddress, teamInAddress } from "../features/dotanks/address";
import { roomInAddress } from "../features/dotanks/room/parts";
import { exemptionFilters } from "../features/experiments/exemptions/filters";
import { boxInAddress } from "../features/experiments/inbox/address";
import { pilotFilters } from "../features/experiments/list/filters";
import { yearInAddress } from "../features/experiments/portfolio/address";
import { groupFilters } from "../features/groups/filters";
import { caseInAddress, draftInAddress, problemFilters } from "../features/ideas/filters";
import { organisationFilters } from "../features/people/organisations/filters";
import { roleFilters } from "../features/people/roles/filters";
import { arrive } from "../lib/arrival";
import { wordsOf } from "../lib/i18n";
import { PageWaiting } from "../ui/Page";
import { ErrorPage, NotFoundPage } from "./ErrorPages";
import { Layout } from "./Layout";

const root = createRootRoute({ component: Layout, notFoundComponent: NotFoundPage, errorComponent: ErrorPage });

/** One page at one address; its code is loaded when somebody goes there. */
const page = <Path extends string>(path: Path, load: () => Promise<{ default: RouteComponent }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) });

/** A page of a part of the product that has words of its own. */
const inPart =
  (...parts: Parameters<typeof wordsOf>[0][]) =>
  (load: () => Promise<{ default: RouteComponent }>) =>
  async () =>
    (await Promise.all([load(), ...parts.map(wordsOf)]))[0];
const inRoom = inPart("room");
const inPilots = inPart("pilots");
const beforePilot = inPart("gate", "pilots");

// Pages whose address says more than where they are.
const problems = createRoute({
  getParentRoute: () => root,
  path: "/problems",
  component: lazyRouteComponent(() => import("../features/ideas/ProblemsPage")),
  validateSearch: problemFilters,
});

const newProblem = createRoute({
  getParentRoute: () => root,
  path: "/problems/new",
  component: lazyRouteComponent(() => import("../features/ideas/PostProblemPage")),
  validateSearch: draftInAddress,
});

const assemble = createRoute({
  getParentRoute: () => root,
  path: "/problems/$id/assemble",
  component: lazyRouteComponent(() => import("../features/dotanks/AssemblePage")),
  validateSearch: teamInAddress,
});

const batches = createRoute({
  getParentRoute: () => root,
  path: "/assembly",
  component: lazyRouteComponent(() => import("../features/dotanks/batches/BatchesPage")),
  validateSearch: batchInAddress,
});

const room = createRoute({
  getParentRoute: () => root,
  path: "/dotanks/$id/room",
  component: lazyRouteComponent(inRoom(() => import("../features/dotanks/RoomPage"))),
  validateSearch: roomInAddress,
});

const groups = createRoute({
  getParentRoute: () => root,
  path: "/groups",
  component: lazyRouteComponent(() => import("../features/groups/GroupsPage")),
  validateSearch: groupFilters,
});

const pilots = createRoute({
  getParentRoute: () => root,
  path: "/pilots",
  component: lazyRouteComponent(inPilots(() => import("../features/experiments/PilotsPage"))),
  validateSearch: pilotFilters,
});

const portfolio = createRoute({
  getParentRoute: () => root,
  path: "/organisations/$id/portfolio",
  component: lazyRouteComponent(inPilots(() => import("../features/experiments/PortfolioPage"))),
  validateSearch: yearInAddress,
});

const organisations = createRoute({
  getParentRoute: () => root,
  path: "/organisations",
  component: lazyRouteComponent(() => import("../features/people/OrganisationsPage")),
  validateSearch: organisationFilters,
});

const roles = createRoute({
  getParentRoute: () => root,
  path: "/roles",
  component: lazyRouteComponent(() => import("../features/people/RolesPage")),
  validateSearch: roleFilters,
});

const signOffs = createRoute({
  getParentRoute: () => root,
  path: "/sign-offs",
  component: lazyRouteComponent(beforePilot(() => import("../features/experiments/SignOffsPage"))),
  validateSearch: boxInAddress,
});

const exemptions = createRoute({
  getParentRoute: () => root,
  path: "/exemptions",
  component: lazyRouteComponent(beforePilot(() => import("../features/experiments/ExemptionsPage"))),
  validateSearch: exemptionFilters,
});

const triage = createRoute({
  getParentRoute: () => root,
  path: "/triage",
  component: lazyRouteComponent(() => import("../features/ideas/triage/TriagePage")),
  validateSearch: caseInAddress,
});

const routes = root.addChildren([
  page("/", () => import("../features/flow/DeskPage")),
  problems,
  newProblem,
  triage,
  page("/problems/$id", () => import("../features/ideas/ProblemPage")),
  page("/problems/$id/peers", () => import("../features/ideas/peers/PeersPage")),
  page("/peer-asks/$id", () => import("../features/ideas/peers/PeerAskPage")),
  page("/rules/new", () => import("../features/ideas/AddRulePage")),
  page("/rules/$id", () => import("../features/ideas/RulePage")),
  page("/problems/$id/edit", () => import("../features/ideas/EditProblemPage")),
  page("/reports", () => import("../features/ideas/conversation/ReportsPage")),
  assemble,
  batches,
  page("/fairness", () => import("../features/dotanks/batches/FairnessPage")),
  page("/looks/$id", () => import("../features/ideas/looks/LookPage")),
  page("/invitations/$id", () => import("../features/dotanks/InvitationPage")),
  page("/hours/$key", () => import("../features/dotanks/HoursPage")),
  page("/beside/$id", () => import("../features/dotanks/BesidePage")),
  page("/dotanks", () => import("../features/dotanks/DoTanksPage")),
  page("/dotanks/$id", () => import("../features/dotanks/DoTankPage")),
  room,
  page(
    "/dotanks/$id/room/records/$session",
    inRoom(() => import("../features/dotanks/room/session/RecordPage")),
  ),
  signOffs,
  page(
    "/proposals/$id",
    beforePilot(() => import("../features/experiments/ProposalPage")),
  ),
  pilots,
  page(
    "/pilots/$id",
    inPilots(() => import("../features/experiments/PilotPage")),
  ),
  page(
    "/pilots/$id/prepare",
    beforePilot(() => import("../features/experiments/PreparePilotPage")),
  ),
  page(
    "/pilots/$id/import",
    inPilots(() => import("../features/experiments/ImportReadingsPage")),
  ),
  page(
    "/pilots/$id/conclude",
    inPilots(() => import("../features/experiments/ConcludePilotPage")),
  ),
  exemptions,
  page("/lessons/$id", () => import("../features/learning/LessonPage")),
  groups,
  page("/groups/new", () => import("../features/groups/NewGroupPage")),
  page("/groups/$id", () => import("../features/groups/GroupPage")),
  page("/groups/$id/edit", () => import("../features/groups/EditGroupPage")),
  page("/groups/$id/members", () => import("../features/groups/GroupMembersPage")),
  organisations,
  portfolio,
  page("/organisations/$id", () => import("../features/people/OrganisationPage")),
  roles,
  page("/roles/$id", () => import("../features/people/RolePage")),
  page("/away", () => import("../features/people/AwayPage")),
  page("/where-i-work", () => import("../features/people/EmploymentPage")),
  page("/notices", () => import("../features/people/NoticesPage")),
  page("/profile", () => import("../features/people/ProfilePage")),
  page("/settings", () => import("../features/people/SettingsPage")),
  page("/settings/notices", () => import("../features/people/SettingsNoticesPage")),
  page("/settings/my-data", () => import("../features/people/MyDataPage")),
]);

function Waiting() {
  const { t } = useLingui();
  return <PageWaiting words={t`Loading…`} />;
}

export const router = createRouter({
  routeTree: routes,
  basepath: "/app",
  trailingSlash: "never",
  scrollRestoration: true,
  defaultPreload: "intent",
  // Data is Query's; the router keeps none.
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
});

router.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) arrive();
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
