"""What the clock starts, and how often, in seconds. Each task finds by itself what is due."""

SCHEDULE = {
    "deliver-promised-notices": {"task": "people.sweep_notices", "schedule": 20.0},
    "prune-room-logs": {"task": "live.prune_logs", "schedule": 86_400.0},
    "look-after-invitations": {"task": "dotanks.look_after_invitations", "schedule": 3600.0},
    "look-after-backing": {"task": "ideas.look_after_backing", "schedule": 3600.0},
    "look-after-peers": {"task": "ideas.look_after_peers", "schedule": 3600.0},
    "look-after-the-queue": {"task": "ideas.look_after_the_queue", "schedule": 3600.0},
    "show-waiting-problems": {"task": "ideas.show_waiting", "schedule": 60.0},
    "seal-what-was-added": {"task": "common.seal_what_was_added", "schedule": 3600.0},
    "forget-what-has-had-its-day": {"task": "common.forget", "schedule": 3600.0},
    "end-what-is-over-in-teams": {"task": "dotanks.end_what_is_over", "schedule": 3600.0},
    "remind-of-reviews": {"task": "room.remind_of_reviews", "schedule": 3600.0},
    "remind-of-sessions": {"task": "room.remind_of_sessions", "schedule": 3600.0},
    "look-after-batches": {"task": "dotanks.look_after_batches", "schedule": 20.0},
    "look-after-records": {"task": "room.look_after_records", "schedule": 20.0},
    "keep-privacy-promises": {"task": "people.keep_privacy_promises", "schedule": 60.0},
    "remind-of-sign-offs": {"task": "experiments.remind_of_sign_offs", "schedule": 3600.0},
    "close-pilots-at-their-end": {"task": "flow.close_pilots_at_their_end", "schedule": 30.0},
    "pause-pilots-without-exemption": {"task": "experiments.pause_without_exemption", "schedule": 30.0},
    "remind-of-check-ins": {"task": "experiments.remind_of_check_ins", "schedule": 3600.0},
}
