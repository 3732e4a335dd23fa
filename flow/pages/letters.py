"""The page behind "no more letters of this kind": no sign-in, the secret in the letter is enough."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from common.refusals import Unknown
from people.actions import notices
from people.queries import letter_by_secret


# A mail program's one click (RFC 8058) brings no cookie and no token of ours; it can only stop letters.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def fewer(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask, and on the click write no more letters of the kinds that this letter brought."""
    try:
        letter = letter_by_secret(secret)
        if request.method == "POST":
            notices.get_fewer(letter_id=letter.pk)
    except Unknown as unknown:
        raise Http404 from unknown
    return render(request, "fewer_letters.html", {"done": request.method == "POST"})
