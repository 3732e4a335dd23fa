import { Trans } from "@lingui/react/macro";
import { PersonaPicture } from "../../ui/PersonaPicture";
import type { Problem } from "./problems";

type Posted = Pick<Problem, "poster" | "place">;

/** Under which name a problem is posted, and from where. */
export function PostedBy({ problem, place = problem.place }: { problem: Posted; place?: string }) {
  const { name, hue } = problem.poster;
  return (
    <span className="posted-by">
      {hue === null ? null : <PersonaPicture name={name} hue={hue} />}
      <span>
        <Trans>Posted by {name}</Trans>
      </span>
      <span className="quiet">{place}</span>
    </span>
  );
}
