"""What imports look like outside."""

from __future__ import annotations

from marshmallow import ValidationError, fields, validate, validates_schema

from backend.fields import Choice, Number, Schema, Text
from backend.imports.fields import ACTS, FIELDS, MODES, STATES, VERDICTS
from backend.jobs.schemas import JobSchema
from backend.pagination import PageQuery
from backend.roster.leaving import LEAVING_REASONS

LANGUAGES = ("zh-CN", "en")
MOST_COLUMNS = 500
LONGEST_VALUE = 500


class ImportQuery(Schema):
    """How the file is meant: its rows are added to the roster, or it is the whole roster."""

    mode = Choice(*MODES, load_default=MODES[0])


class LanguageQuery(Schema):
    """In which language headings and words of a workbook are."""

    language = Choice(*LANGUAGES, load_default=LANGUAGES[0])


class FirstRowSchema(Schema):
    """A row at the beginning of a sheet as it is in the file; long numbers masked."""

    number = fields.Integer(required=True)
    cells = fields.List(fields.String(allow_none=True), required=True)


class ColumnSchema(Schema):
    """A column as it was found: its heading, some of its values (long numbers masked), and what it seems to be.

    confidence  sure (a usual heading, and its cells look so), likely (one of the two), none
    remembered  the field was chosen for such a heading before
    """

    index = fields.Integer(required=True)
    heading = fields.String(required=True)
    samples = fields.List(fields.String(), required=True)
    field = Choice(*FIELDS, required=True, allow_none=True)
    confidence = Choice("sure", "likely", "none", required=True)
    remembered = fields.Boolean(required=True)


class LeftOutSchema(Schema):
    """A row that is no entry of the roster, and why: title, total, signature, empty and so on."""

    number = fields.Integer(required=True)
    reason = fields.String(required=True)


class SheetSchema(Schema):
    """A sheet of the file. Rows are numbered from 1 as in the file, columns from 0; header_row is None where none was found.

    first_rows  enough of them to choose another header row
    left_out    those that the proposal leaves out; the first hundred
    """

    index = fields.Integer(required=True)
    name = fields.String(required=True)
    hidden = fields.Boolean(required=True)
    row_count = fields.Integer(required=True)
    column_count = fields.Integer(required=True)
    header_row = fields.Integer(required=True, allow_none=True)
    proposed = fields.Boolean(required=True)
    columns = fields.List(fields.Nested(ColumnSchema), required=True)
    first_rows = fields.List(fields.Nested(FirstRowSchema), required=True)
    left_out = fields.List(fields.Nested(LeftOutSchema), required=True)


class ChosenColumnSchema(Schema):
    """What a column means; None: it is not used."""

    index = Number(0, 16_383, required=True)
    field = Choice(*FIELDS, required=True, allow_none=True)


class MappingInput(Schema):
    """Which sheet, which row has the headings, what each column means; for those who are missing in a whole roster: since when and why.

    leaving_on  None: today
    """

    sheet = Number(0, 10_000, required=True)
    header_row = Number(0, 1_048_576, required=True)
    columns = fields.List(fields.Nested(ChosenColumnSchema), required=True, validate=validate.Length(1, MOST_COLUMNS))
    leaving_on = fields.Date(load_default=None, allow_none=True)
    leaving_reason = Choice(*LEAVING_REASONS, load_default=None, allow_none=True)
    leaving_note = Text(200, 0, load_default="")

    @validates_schema(skip_on_field_errors=True)
    def fields_once(self, values: dict[str, object], **_: object) -> None:
        """Each field is one column, and a row can be understood."""
        chosen = [column["field"] for column in values["columns"] if column["field"]]  # type: ignore[attr-defined]
        places = [column["index"] for column in values["columns"]]  # type: ignore[attr-defined]
        if len(set(chosen)) < len(chosen) or len(set(places)) < len(places):
            raise ValidationError("twice|A column is one field, and a field one column", "columns")
        if "name" not in chosen:
            raise ValidationError("name_missing|One column must be the name", "columns")
        if not {"identity_number", "certificate_number"} & set(chosen):
            raise ValidationError("number_missing|One column must be the identity number or the certificate number", "columns")


class MappingSchema(Schema):
    """The mapping that was chosen last."""

    sheet = fields.Integer(required=True)
    header_row = fields.Integer(required=True)
    columns = fields.List(fields.Nested(ChosenColumnSchema), required=True)
    leaving_on = fields.Date(required=True, allow_none=True)
    leaving_reason = Choice(*LEAVING_REASONS, required=True, allow_none=True)
    leaving_note = fields.String(required=True)


class CountsSchema(Schema):
    """How many rows have which verdict, and how far applying and undoing came.

    missing          of `leave`: those on the roster who are not in the file
    applied, undone  rows
    not_undone       rows that something later touched, so that they were left as they are
    """

    hire = fields.Integer(required=True)
    change = fields.Integer(required=True)
    leave = fields.Integer(required=True)
    same = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    left_out = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    applied = fields.Integer(required=True)
    undone = fields.Integer(required=True)
    not_undone = fields.Integer(required=True)


class ImportSummarySchema(Schema):
    """A batch in a list.

    problem     why the file could not be read: a code `sheet.*`
    rows_until  when its rows are deleted; what it did stays in the audit. None while it is open
    """

    id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    unit_name = fields.String(required=True)
    file_name = fields.String(required=True)
    size = fields.Integer(required=True)
    mode = Choice(*MODES, required=True)
    state = Choice(*STATES, required=True)
    problem = fields.String(required=True, allow_none=True)
    counts = fields.Nested(CountsSchema, required=True)
    created_by = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    applied_at = fields.AwareDateTime(required=True, allow_none=True)
    undone_at = fields.AwareDateTime(required=True, allow_none=True)
    rows_until = fields.AwareDateTime(required=True, allow_none=True)


class ImportSchema(ImportSummarySchema):
    """A batch whole.

    confirm_leaving  so many leave, more than half of the roster: the application must say the number; None where it need not
    job              the work that goes on in a busy state, or stopped there (its state says so)
    rows_gone        its rows were deleted
    """

    sheets = fields.List(fields.Nested(SheetSchema), required=True)
    mapping = fields.Nested(MappingSchema, required=True, allow_none=True)
    confirm_leaving = fields.Integer(required=True, allow_none=True)
    job = fields.Nested(JobSchema, required=True, allow_none=True)
    rows_gone = fields.Boolean(required=True)


class RowQuery(PageQuery):
    """Which rows of a batch, in the order of the file."""

    verdict = Choice(*VERDICTS, "", load_default="")
    cursor = fields.String(load_default=None, validate=validate.Length(max=600))


class RowValuesSchema(Schema):
    """What a row says, field by field, as typed; None where it says nothing or the file has no such column."""

    name = fields.String(required=True, allow_none=True)
    identity_number = fields.String(required=True, allow_none=True)
    certificate_number = fields.String(required=True, allow_none=True)
    position = fields.String(required=True, allow_none=True)
    started_on = fields.String(required=True, allow_none=True)
    site = fields.String(required=True, allow_none=True)
    site_until = fields.String(required=True, allow_none=True)
    phone = fields.String(required=True, allow_none=True)
    ended_on = fields.String(required=True, allow_none=True)
    leaving_reason = fields.String(required=True, allow_none=True)


class ActSchema(Schema):
    """One thing that applying the row does to the register.

    on   the day it is dated: first day of the employment or posting, last day of either
    was  the position before
    """

    act = Choice(*ACTS, required=True)
    on = fields.Date(required=True, allow_none=True)
    site_name = fields.String(required=True, allow_none=True)
    position = fields.String(required=True, allow_none=True)
    was = fields.String(required=True, allow_none=True)


class RowProblemSchema(Schema):
    """What is to be said about a row: a reason why it cannot be imported (`refuses`), or a note.

    code         words of the app (imports.problems.*): `sheets.values.CODES`, `imports.reasons.REFUSING`, NOTES and LEFT_OUT
    column       the letter of the column, as spreadsheets name it; None for what is no cell's
    value        the cell as it is in the file, identity numbers and phones masked
    expected     the form that was expected, a word of the app (imports.expected.*)
    rows         other rows that it is about
    suggestions  what may have been meant
    earliest, latest  days between which it has to be
    """

    code = fields.String(required=True)
    refuses = fields.Boolean(required=True)
    field = Choice(*FIELDS, required=True, allow_none=True)
    column = fields.String(required=True, allow_none=True)
    value = fields.String(required=True, allow_none=True)
    expected = fields.String(required=True, allow_none=True)
    rows = fields.List(fields.Integer(), required=True)
    suggestions = fields.List(fields.String(), required=True)
    earliest = fields.Date(required=True, allow_none=True)
    latest = fields.Date(required=True, allow_none=True)


class RowSchema(Schema):
    """A row: what it says, what it would do or did, what stands against it.

    number        in the file, from 1; of those who are missing in the file a number behind its last
    in_file       False: somebody on the roster who is missing in the file
    undo_problem  why it could not be taken back
    """

    number = fields.Integer(required=True)
    in_file = fields.Boolean(required=True)
    verdict = Choice(*VERDICTS, required=True)
    edited = fields.Boolean(required=True)
    values = fields.Nested(RowValuesSchema, required=True)
    acts = fields.List(fields.Nested(ActSchema), required=True)
    problems = fields.List(fields.Nested(RowProblemSchema), required=True)
    applied_at = fields.AwareDateTime(required=True, allow_none=True)
    undone_at = fields.AwareDateTime(required=True, allow_none=True)
    undo_problem = fields.String(required=True, allow_none=True)


class CellText(Text):
    """What somebody types in the place of a cell; checked like a cell."""

    def __init__(self) -> None:
        super().__init__(LONGEST_VALUE, 0, load_default=None, allow_none=True)


class RowValuesInput(Schema):
    """All fields of a row; empty and None are the same."""

    name = CellText()
    identity_number = CellText()
    certificate_number = CellText()
    position = CellText()
    started_on = CellText()
    site = CellText()
    site_until = CellText()
    phone = CellText()
    ended_on = CellText()
    leaving_reason = CellText()


class RowInput(Schema):
    """A row as corrected."""

    values = fields.Nested(RowValuesInput, required=True)


class ApplicationInput(Schema):
    """What is applied.

    only_good        leave out the rows that cannot be imported; without it any of them stops the application
    confirm_leaving  how many leave, where more than half of the roster do
    """

    only_good = fields.Boolean(load_default=False)
    confirm_leaving = Number(load_default=None, allow_none=True)
