"""Registers taken out as files (导出): the list one is looking at, as an XLSX that opens anywhere.

A file leaves the system's protection, so it holds no more than the list shows: numbers of persons stay masked. Who
took out what, with which filter and how many rows, is in the audit; the file is the asker's alone and expires.
"""
