"""Every state of an organisation and of a wish to move to another employer, and every step tried from it."""

from typing import Any

from people.models import EmployerClaim, Organisation
from people.states import ClaimState, OrganisationState
from tests import organisations
from tests.flow.every_step.trying import Make, Try, by

STATES: dict[type[Any], dict[str, Make]] = {
    Organisation: {
        OrganisationState.UNVERIFIED: organisations.home,
        OrganisationState.VERIFIED: organisations.checked,
    },
    EmployerClaim: {
        ClaimState.OPEN: organisations.claimed,
        ClaimState.CONFIRMED: organisations.claim_confirmed,
        ClaimState.REFUSED: organisations.claim_refused,
        ClaimState.WITHDRAWN: organisations.claim_taken_back,
    },
}

TRIES: dict[type[Any], dict[str, Try]] = {
    Organisation: {
        "verify": by("administrator", "organisations/{id}/verify/", organisations.PROOF),
        "withdraw_verification": by("administrator", "organisations/{id}/withdraw-verification/", organisations.REASON),
    },
    EmployerClaim: {
        "confirm": by("administrator", "claims/{id}/confirm/"),
        "refuse": by("administrator", "claims/{id}/refuse/", organisations.REASON),
        "take_back": by("outsider", "claims/{id}/take-back/"),
    },
}
