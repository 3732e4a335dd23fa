"""How much an archive may be. A room that was worked in for a year stays far below."""

from typing import Final

FORMAT, VERSION = "do-tank-room", 1
MANIFEST: Final = "manifest.json"

MOST_BYTES: Final = 200 * 1024 * 1024
MOST_UNPACKED: Final = 400 * 1024 * 1024
MOST_FILES: Final = 2_000
MOST_IN_TEXT: Final = 16 * 1024 * 1024
MOST_IN_PICTURE: Final = 20 * 1024 * 1024
MOST_VERSIONS: Final = 50
MOST_MESSAGES: Final = 20_000
MOST_THREADS: Final = 2_000
MOST_DECISIONS: Final = 1_000
MOST_RECORDS: Final = 500
MOST_ARCHIVES_A_DAY: Final = 20
