"""Whoever stands beside a team until a day: a coach, an expert on call, a guest, a borrowed skill."""
