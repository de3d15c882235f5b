"""Cards that seem to exist twice: two checks of one card that no traveller could have made, or a card that was replaced and
is still shown after its replacement was.

The agency that issued the card is told, looks into it, and settles the alert with a reason. An alert accuses nobody.
"""
