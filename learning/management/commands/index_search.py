import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from learning.search.index import only_one
from learning.search.indexer import Indexer


class Command(BaseCommand):
    help = "Keep the search index up to date until told to stop. One per machine; a second one waits for its seat."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()

        def end(_number: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        waiting = False
        while not stop.is_set():
            with only_one("indexer") as mine:
                if mine:
                    self.stdout.write("Following the feed of changes.")
                    Indexer().run(stop)
                    return
            if not waiting:
                self.stdout.write("Another indexer is at work on this machine; waiting for its seat.")
                waiting = True
            stop.wait(5)
