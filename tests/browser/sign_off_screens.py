"""The screens of whoever signs off."""

from typing import Final

INBOX: Final = (
    "SELECT p.email, x.id FROM dotanks_proposal x JOIN dotanks_dotank d ON d.id = x.dotank_id "
    "JOIN people_person p ON p.id = d.manager_id WHERE x.state = '{state}' ORDER BY x.id LIMIT 1"
)
ADDRESSES: Final = {
    "sign-offs": ("submitted", "/app/sign-offs"),
    "sign-offs-decided": ("signed_off", "/app/sign-offs?box=decided"),
}
