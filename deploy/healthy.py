"""Ask this container's own server whether it can serve; exit 0 if so. Run by the container's health check."""

import os
import sys
import urllib.error
import urllib.request
from urllib.parse import urlsplit

site = urlsplit(os.environ["SITE_URL"])
# The site's own name: the server answers to no other.
request = urllib.request.Request(
    f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/ready",
    headers={"Host": site.netloc, "X-Forwarded-Proto": site.scheme},
)
try:
    with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 - our own address
        sys.exit(0 if answer.status == 200 else 1)
except (urllib.error.URLError, OSError) as wrong:
    sys.exit(f"not ready: {wrong}")
