"""What other rooms do when something happens to a certificate: they stand below this one, so they register here."""

from __future__ import annotations

from collections.abc import Callable

from backend.certificates.models import Certificate, CertificateEvent

after_change: list[Callable[[Certificate, CertificateEvent], None]] = []
"""Called after each act on a certificate, its issue included, in its transaction: the certificate as it is now, with its guard,
and the event that was written. `event.at` is the present. What one raises takes the act back."""
