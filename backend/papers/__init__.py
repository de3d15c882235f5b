"""The papers of an inspection (Reg. art. 38; M. arts. 40-41): the record that inspectors and the responsible person sign, and the
notice that orders to correct by a date. Each is made once, as a PDF that never changes afterwards, with a code by which
anybody who holds it can have it confirmed.
"""
