"""Every main screen of the product with its demo network, by area."""

from tests.browser.screens.assembling import ASSEMBLING
from tests.browser.screens.dotanks import DOTANKS
from tests.browser.screens.finding import Screen
from tests.browser.screens.groups import GROUPS
from tests.browser.screens.people import PEOPLE
from tests.browser.screens.pilots import PILOTS
from tests.browser.screens.problems import PROBLEMS
from tests.browser.screens.public import PUBLIC
from tests.browser.screens.shelf import SHELF

__all__ = ["PUBLIC", "SCREENS", "Screen"]

SCREENS = [*PUBLIC, *PROBLEMS, *ASSEMBLING, *GROUPS, *DOTANKS, *PILOTS, *SHELF, *PEOPLE]
