from people.models.changes import MemberChange
from people.models.groups import Group, GroupGoal, GroupMembership
from people.models.notices import Letter, Notice, NoticeRhythms
from people.models.offers import Block, FreePeriod
from people.models.organisations import EmployerClaim, Employment, Organisation, Verification
from people.models.persons import Person, PersonSkill, Profile
from people.models.privacy import Archive, Erasure, KeptName
from people.models.roles import Delegation, Role
from people.models.sign_in import FailedSignIn

__all__ = [
    "Archive",
    "Block",
    "Delegation",
    "EmployerClaim",
    "Employment",
    "Erasure",
    "FailedSignIn",
    "FreePeriod",
    "Group",
    "GroupGoal",
    "GroupMembership",
    "KeptName",
    "Letter",
    "MemberChange",
    "Notice",
    "NoticeRhythms",
    "Organisation",
    "Person",
    "PersonSkill",
    "Profile",
    "Role",
    "Verification",
]
