"""From the sign-off of a proposal to the lesson of its pilot."""

from tests.browser.screens.finding import SEAT, Screen, made, of_person, row

PILOT = (
    SEAT.format(id="x.id")
    + " JOIN experiments_pilot x ON x.dotank_id = d.id WHERE x.state = '{state}' ORDER BY x.id, p.email LIMIT 1"
)

PROPOSAL = (
    "SELECT p.email, x.id FROM dotanks_proposal x JOIN dotanks_dotank d ON d.id = x.dotank_id "
    "JOIN people_person p ON p.id = d.manager_id WHERE x.state = '{state}' ORDER BY x.id LIMIT 1"
)

WITHDRAWN = (
    "SELECT p.email, x.id FROM experiments_signoffwithdrawal w JOIN experiments_signoff s ON s.id = w.sign_off_id "
    "JOIN dotanks_proposal x ON x.id = s.proposal_id JOIN dotanks_dotank d ON d.id = x.dotank_id "
    "JOIN people_person p ON p.id = d.manager_id LIMIT 1"
)

WITHDRAW = """
from dotanks.models import Proposal
from experiments.actions.sign_offs import withdraw_sign_off
proposal = Proposal.objects.filter(state="signed_off", dotank__pilot__isnull=True).first()
withdraw_sign_off(manager=proposal.dotank.manager, proposal_id=proposal.pk, reason="The budget for it is gone.")
"""

ADDRESSES = {
    "sign-offs": ("submitted", "/app/sign-offs"),
    "sign-offs-decided": ("signed_off", "/app/sign-offs?box=decided"),
}

PILOTS = [
    Screen("decide", row(PROPOSAL.format(state="submitted"), "/app/proposals/{id}")),
    *(Screen(name, row(PROPOSAL.format(state=state), page)) for name, (state, page) in ADDRESSES.items()),
    Screen("signed-off", row(PROPOSAL.format(state="signed_off"), "/app/proposals/{id}")),
    Screen("withdrawn", made(WITHDRAWN, WITHDRAW, "/app/proposals/{id}")),
    Screen("prepare", row(PILOT.format(state="preparing"), "/app/pilots/{id}/prepare")),
    Screen("exemptions", of_person("lotte", "/app/exemptions")),
    Screen("pilot-preparing", row(PILOT.format(state="preparing"), "/app/pilots/{id}")),
    Screen("pilot", row(PILOT.format(state="running"), "/app/pilots/{id}")),
    Screen("pilot-paused", row(PILOT.format(state="paused"), "/app/pilots/{id}")),
    Screen("pilot-import", row(PILOT.format(state="running"), "/app/pilots/{id}/import")),
    Screen("pilot-stopped", row(PILOT.format(state="stopped"), "/app/pilots/{id}")),
    Screen("conclude", row(PILOT.format(state="stopped"), "/app/pilots/{id}/conclude")),
    Screen("pilot-closed", row(PILOT.format(state="closed"), "/app/pilots/{id}")),
    Screen(
        "lesson-draft",
        row(
            SEAT.format(id="x.id")
            + " JOIN learning_lesson x ON x.dotank_id = d.id WHERE x.state = 'draft' ORDER BY x.id LIMIT 1",
            "/app/lessons/{id}",
        ),
    ),
]
