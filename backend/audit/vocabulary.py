"""The words of the audit: every act and every subject. The app has a name for each, and its types are made from here."""

from __future__ import annotations

ACTIONS = (
    "register", "change", "change_photo", "disclose", "plan", "activate", "retire", "issue", "suspend", "reinstate", "revoke",
    "cancel", "replace", "import", "begin_apply", "apply", "begin_undo", "undo", "take_back", "reopen", "fail", "hire", "leave",
    "post", "unpost", "close", "record", "refuse", "limit", "open", "disable", "enable", "change_password", "reset_password",
    "sign_in", "sign_in_failed", "sign_in_begun", "proof_failed", "confirm", "add_passkey", "remove_passkey", "add_totp",
    "remove_totp", "make_recovery_codes", "use_recovery_code", "reset_second_factor", "passkey_counter_back", "sign_out", "make",
    "ask_export", "export", "ask_print", "print", "save", "make_card_code", "make_paper_code", "open_paper",
    "take_electronic_card", "remove_electronic_card", "download", "take_over", "propose", "accept", "decline", "withdraw",
    "lapse", "send", "remove", "look_into", "sign", "terminate", "file", "add_paper", "set_needs", "report", "enrol", "settle",
    "subscribe", "unsubscribe", "mute", "unmute", "invite", "check", "watch", "take_note", "unwatch", "quarantine", "reject",
    "answer", "request_recheck", "extend", "recheck", "propose_penalty", "escalate", "assign", "drop", "create", "restore",
    "load",
)  # fmt: skip
SUBJECTS = (
    "unit", "guard", "certificate", "employment", "posting", "site", "client", "contract", "document", "inspection",
    "invitation", "certificate_list", "watch",
    "labour_contract", "insurance", "training", "reward_punishment", "equipment",
    "account", "session", "passkey", "signing_key", "card_batch", "paper",
    "card_template", "import", "export", "job", "log", "transfer", "log_fork", "device", "alert", "digest", "push_subscription",
    "warning", "verification", "notice", "task", "command", "conflict", "upload", "agency", "electronic_card", "backup", "demo",
)  # fmt: skip


def check(action: str, subject_type: str) -> None:
    """Raises ValueError for a word that nobody could read on the screen."""
    if action not in ACTIONS or subject_type not in SUBJECTS:
        raise ValueError(f"the audit has no such words: {action} {subject_type}")
