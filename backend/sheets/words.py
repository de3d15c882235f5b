"""The words of what is wrong with a cell, for files: the app has its own. Chinese and English, in this order."""

from __future__ import annotations

from backend.sheets.values import Refused

LANGUAGES = ("zh-CN", "en")

CELLS: dict[str, tuple[str, str]] = {
    "cell.formula": (
        "这是公式，结果会变或没有保存。请粘贴为数值",
        "This is a formula, whose result may change or was not kept. Paste it as a value",
    ),
    "cell.error": ("单元格显示错误", "The cell shows an error"),
    "cell.number_lost_digits": (
        "号码被表格软件当作数字，后几位已经丢失。请先把单元格设为文本，再重新输入",
        "The spreadsheet program has made a number of it, and its last digits are lost. Format the cell as text and type it again",
    ),
    "cell.number_format": ("不是居民身份证号码", "This is no identity number"),
    "cell.number_15_digits": (
        "15位的旧身份证号码已停用，请填写现在的18位号码",
        "Numbers of 15 digits are no longer valid; enter the present one of 18",
    ),
    "cell.number_check_character": (
        "最后一位校验码不符，请逐位核对",
        "The last character does not fit the others; compare them one by one",
    ),
    "cell.number_birth_date": ("第7至14位不是出生日期", "Digits 7 to 14 are not a date of birth"),
    "cell.date_format": ("不是日期", "This is no date"),
    "cell.date_ambiguous": ("日期可以有两种读法", "The date can be read in two ways"),
    "cell.date_incomplete": ("日期不完整，要写明年、月、日", "The date is not whole: year, month and day are needed"),
    "cell.date_out_of_range": ("日期太早或太晚", "The date is too early or too late"),
    "cell.name_format": ("不是姓名", "This is no name"),
    "cell.phone_format": ("不是电话号码", "This is no telephone number"),
    "cell.certificate_number_format": ("不是保安员证号", "This is no certificate number"),
    "cell.text_too_long": ("文字太长", "The text is too long"),
    "cell.text_character": ("有不能使用的字符", "There is a character that cannot be used"),
    "cell.not_text": ("这里应填文字", "Text is expected here"),
}
FORMS: dict[str, tuple[str, str]] = {
    "identity_number": ("18位，如 11010519491231002X", "18 characters, such as 11010519491231002X"),
    "certificate_number": ("证上的编号", "the number on the certificate"),
    "date": ("年-月-日，如 2026-03-05", "year-month-day, such as 2026-03-05"),
    "name": ("与身份证一致的姓名", "the name as on the identity card"),
    "phone": ("11位手机号码", "a mobile number of 11 digits"),
    "text": ("不超过500字的文字", "text of at most 500 characters"),
}
SHEETS: dict[str, tuple[str, str]] = {
    "row": ("原行号", "Row in the file"),
    "reason": ("不能导入的原因", "Why it was not imported"),
    "column": ("{letters}列{title}", "Column {letters}{title}"),
    "refused": ("不能导入的行", "Rows not imported"),
    "template": ("花名册", "Roster"),
    "about": ("填写说明", "How to fill it in"),
    "lists": ("可选内容", "Choices"),
    "field": ("栏目", "Column"),
    "needed": ("必填", "Needed"),
    "yes": ("是", "yes"),
    "form": ("格式", "Form"),
    "example": ("示例", "Example"),
    "expected": ("应为：", "expected: "),
}


def word(key: str, language: str) -> str:
    """A word of a file."""
    return SHEETS[key][LANGUAGES.index(language)]


def form(expected: str, language: str) -> str:
    """The form that is expected of a value."""
    return FORMS[expected][LANGUAGES.index(language)]


def reason(refused: Refused, language: str) -> str:
    """Why a cell is not taken, and what would be."""
    why = CELLS[refused.code][LANGUAGES.index(language)]
    return f"{why} ({word('expected', language)}{form(refused.expected, language)})" if refused.expected else why
