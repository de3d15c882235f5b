"""What can be wrong with a supervisor's decision."""

from backend.errors import constraint, define

AlreadyDecided = define("quarantine.already_decided", 409, "Somebody has decided this already")
OwnRecord = define("quarantine.own_record", 403, "Nobody decides about a record of his own")
NotRecordable = define("quarantine.not_recordable", 409, "It cannot be recorded as it is; `problem` says why")
KeyTaken = define("quarantine.key_taken", 409, "Another command waits under this key")
ConflictInQuarantine = define(
    "record_conflict.in_quarantine", 409, "This conflict is settled where the second record waits: in the quarantine"
)
ConflictSettled = define("record_conflict.already_settled", 409, "This conflict is settled already")

constraint("pk_quarantined_commands", "quarantined_commands.id", KeyTaken)
