"""A text as a code to scan, for the app to draw."""

from __future__ import annotations

from qrcode import QRCode


def rows_of(text: str) -> list[str]:
    """Rows of modules without the quiet zone; 1 is dark."""
    code = QRCode(border=0)
    code.add_data(text)
    code.make(fit=True)
    return ["".join("1" if dark else "0" for dark in row) for row in code.get_matrix()]
