"""How the poster's search, the question to a colleague and what is said between them appear in answers."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.states import may_step
from ideas.api.answers import ProblemCard
from ideas.models import PeerAsk, PeerMessage, PeerSearch, Problem
from ideas.models.personas import Animal
from ideas.peers import queries
from ideas.peers.states import TALKED, AskState, SearchState
from people.api.answers import PersonCard
from people.models import Person


class PeerCard(serializers.Serializer[Any]):
    """One of those who talk: a colleague by name, or the poster under the problem's persona."""

    name = serializers.CharField()
    organisation = serializers.CharField()
    animal = serializers.ChoiceField(choices=Animal.choices, allow_blank=True)
    hue = serializers.IntegerField(allow_null=True)
    is_poster = serializers.BooleanField()


def colleague(person: Person, *, is_poster: bool = False) -> dict[str, Any]:
    """A colleague as the others in the conversation see them."""
    card = PersonCard(person).data
    return {"name": card["name"], "organisation": card["organisation"], "animal": "", "hue": None} | {
        "is_poster": is_poster
    }


def poster_card(search: PeerSearch) -> dict[str, Any]:
    """The poster as those they talk with see them: the persona, or the name they chose to show."""
    shown = queries.shown_poster(search)
    if shown is not None:
        return colleague(queries.with_jobs(shown), is_poster=True)
    persona = search.problem.persona
    return {"name": str(persona), "organisation": "", "animal": persona.animal, "hue": persona.hue, "is_poster": True}


class WillingAnswer(serializers.ModelSerializer[PeerAsk]):
    """A colleague who wants to talk: who it is shows only after the poster's yes."""

    class Meta:
        model = PeerAsk
        fields = ["id", "day"]
        read_only_fields = fields


class PeersAbilities(serializers.Serializer[Any]):
    look = serializers.BooleanField()
    stop = serializers.BooleanField()
    read = serializers.BooleanField()
    write = serializers.BooleanField()
    show_name = serializers.BooleanField()


class PeersAnswer(serializers.Serializer[Problem]):
    """Where the poster's search stands."""

    search_id = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    state_words = serializers.SerializerMethodField()
    until = serializers.SerializerMethodField()
    asked = serializers.SerializerMethodField()
    willing = serializers.SerializerMethodField()
    met = serializers.SerializerMethodField()
    me = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    @property
    def search(self) -> PeerSearch | None:
        return self.context["search"]  # type: ignore[no-any-return]

    def asks(self, *states: str) -> list[PeerAsk]:
        return [ask for ask in self.search.asks.all() if ask.state in states] if self.search else []

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_search_id(self, problem: Problem) -> UUID | None:
        return self.search.pk if self.search else None

    @extend_schema_field(serializers.ChoiceField(choices=SearchState.choices, allow_blank=True))
    def get_state(self, problem: Problem) -> str:
        return self.search.state if self.search else ""

    def get_state_words(self, problem: Problem) -> str:
        return self.search.get_state_display() if self.search else ""

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_until(self, problem: Problem) -> Any:
        return self.search.until if self.search else None

    @extend_schema_field(serializers.IntegerField())
    def get_asked(self, problem: Problem) -> int:
        """How many think about it now."""
        return len(self.asks(AskState.ASKED))

    @extend_schema_field(WillingAnswer(many=True))
    def get_willing(self, problem: Problem) -> Any:
        return WillingAnswer(self.asks(AskState.WILLING), many=True).data

    @extend_schema_field(PeerCard(many=True))
    def get_met(self, problem: Problem) -> Any:
        return [colleague(ask.person) for ask in self.asks(AskState.MET)]

    @extend_schema_field(PeerCard(allow_null=True))
    def get_me(self, problem: Problem) -> Any:
        """How those I talk with see me."""
        return poster_card(self.search) if self.search else None

    @extend_schema_field(PeersAbilities)
    def get_abilities(self, problem: Problem) -> dict[str, bool]:
        search, met = self.search, bool(self.asks(AskState.MET))
        return {
            "look": queries.may_look(search),
            "stop": search is not None and may_step(search, "stop"),
            "read": bool(self.asks(*TALKED)),
            "write": met,
            "show_name": met and search is not None and queries.shown_poster(search) is None,
        }


class PeerAskAbilities(serializers.Serializer[Any]):
    answer = serializers.BooleanField()
    leave = serializers.BooleanField()
    write = serializers.BooleanField()


class PeerAskAnswer(serializers.ModelSerializer[PeerAsk]):
    """What the asked colleague sees."""

    problem = ProblemCard(source="search.problem")
    search_id = serializers.UUIDField()
    state = serializers.SerializerMethodField()
    state_words = serializers.SerializerMethodField()
    until = serializers.DateField(source="search.until")
    others = serializers.SerializerMethodField()
    abilities = serializers.SerializerMethodField()

    class Meta:
        model = PeerAsk
        fields = ["id", "search_id", "problem", "state", "state_words", "until", "others", "abilities"]
        read_only_fields = fields

    @extend_schema_field(serializers.ChoiceField(choices=AskState.choices))
    def get_state(self, ask: PeerAsk) -> str:
        """Where my answer stands; that the poster said no is told as nothing but no longer being needed."""
        return AskState.LAPSED if ask.state == AskState.TURNED_DOWN else ask.state

    def get_state_words(self, ask: PeerAsk) -> str:
        return str(AskState(self.get_state(ask)).label)

    @extend_schema_field(PeerCard(many=True))
    def get_others(self, ask: PeerAsk) -> Any:
        """With whom I talk, once both sides have said yes."""
        if ask.state != AskState.MET:
            return []
        met = [colleague(other.person) for other in queries.met_by(ask.search) if other.pk != ask.pk]
        return [poster_card(ask.search), *met]

    @extend_schema_field(PeerAskAbilities)
    def get_abilities(self, ask: PeerAsk) -> dict[str, bool]:
        talks = may_step(ask, "leave")
        return {"answer": may_step(ask, "say_yes"), "leave": talks, "write": talks}


class PeerMessageAnswer(serializers.ModelSerializer[PeerMessage]):
    author = serializers.SerializerMethodField()
    mine = serializers.SerializerMethodField()

    class Meta:
        model = PeerMessage
        fields = ["id", "author", "mine", "text", "day"]
        read_only_fields = fields

    @extend_schema_field(PeerCard)
    def get_author(self, message: PeerMessage) -> Any:
        return colleague(message.ask.person) if message.ask else self.context["poster"]

    def get_mine(self, message: PeerMessage) -> bool:
        side: queries.Side = self.context["side"]
        return message.ask_id == (side.ask.pk if side.ask else None)
