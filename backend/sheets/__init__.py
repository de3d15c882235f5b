"""Spreadsheets from outside: read where they can do no harm, understood, and given back with what is wrong in them.

Knows cells, columns and the values that may stand in them; knows nothing of rosters or of the database. Whoever
imports something reads the file (`reading`), finds the table in it (`finding`), takes the values (`values`), and
writes back what was refused (`writing`). docs/spreadsheets.md says what is understood and what is refused.
"""
