"""What can stand in the way of a job."""

from __future__ import annotations

from backend.errors import define

NotOpen = define("job.not_open", 409, "The job has ended already")
NotRetryable = define("job.not_retryable", 409, "Only a job that failed or was cancelled can be tried again")
RightsLost = define("job.rights_lost", 403, "The account that asked for it may no longer do that, or its reach has changed")
GaveUp = define("job.gave_up", 500, "It was tried several times and never came to its end")
