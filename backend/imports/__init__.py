"""Rosters from spreadsheets (导入): a file goes in, is read, mapped, checked row by row, shown, applied and, if need be, undone.

A company keeps its roster in whatever spreadsheet it has. Nothing of a file reaches the register before a person has seen
what it would do; what a row says and what came of it is told for each row; a batch (批次) can be taken back. The rules are
those of the roster itself: an import may do nothing that could not be done by hand.
"""
