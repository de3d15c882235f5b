"""A digest's words: kinds and numbers, nobody's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from backend.clock import CHINA

KINDS = {
    "zh-CN": {
        "certificate_revoked": "保安员证被吊销",
        "certificate_cancelled": "保安员证已注销",
        "certificate_suspended": "保安员证被暂停",
        "certificate_expired": "保安员证已过期",
        "certificate_expiring": "保安员证即将到期",
        "guard_without_photo": "没有照片",
        "guard_without_contract": "没有登记劳动合同",
        "notice_due": "整改通知书待答复",
        "watched_changed": "关注的证件有变化",
        "shortfall": "驻点人手不足",
        "contract_ending": "服务合同即将到期",
        "contract_ended": "合同已终止仍有派驻",
        "transfer_waiting": "调动待答复",
    },
    "en": {
        "certificate_revoked": "Certificate revoked",
        "certificate_cancelled": "Certificate cancelled",
        "certificate_suspended": "Certificate suspended",
        "certificate_expired": "Certificate expired",
        "certificate_expiring": "Certificate expires soon",
        "guard_without_photo": "No photo",
        "guard_without_contract": "No labour contract on file",
        "notice_due": "Notice waits for an answer",
        "watched_changed": "Watched certificates changed",
        "shortfall": "Site short of guards",
        "contract_ending": "Contract ends soon",
        "contract_ended": "Guards posted after the contract ended",
        "transfer_waiting": "Transfer waits for an answer",
    },
}
"""As the app has them (pwa/src/app/words/*/warnings.ts); a test keeps the two equal."""

WORDS = {
    "zh-CN": {
        "subject": "岗卫：{open} 条预警待处理",
        "today": "其中 {today} 条须今天处理。",
        "line": "{kind}：{open}",
        "look": "请登录查看：{origin}/warnings",
        "stop": "不再接收或更改时间：{origin}/settings/warnings",
    },
    "en": {
        "subject": "Gangwei: {open} open warning(s)",
        "today": "To be acted on today: {today}.",
        "line": "{kind}: {open}",
        "look": "Sign in to see them: {origin}/warnings",
        "stop": "To stop these or change the hour: {origin}/settings/warnings",
    },
}


def compose(counted: Mapping[str, Any], language: str, to: str, sender: str, origin: str, message_id: str, now: datetime) -> EmailMessage:
    """One digest as a message.

    counted  as `queries.count` gives it; message_id: the same however often it is tried, so that a mail server can know it again
    """
    words, values = WORDS[language], {"open": counted["open"], "today": counted["today"], "origin": origin}
    lines: Sequence[str] = [
        words["subject"].format(**values),
        words["today"].format(**values),
        "",
        *(words["line"].format(kind=KINDS[language][one["kind"]], open=one["open"]) for one in counted["kinds"]),
        "",
        words["look"].format(**values),
        words["stop"].format(**values),
    ]
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, lines[0]
    message["Date"], message["Message-ID"] = format_datetime(now.astimezone(CHINA)), message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("\n".join(lines) + "\n")
    return message
