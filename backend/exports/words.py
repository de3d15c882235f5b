"""The words of an exported file, in the asker's language: those of the app, so that a thing has one name everywhere."""

from __future__ import annotations

LANGUAGES = ("zh-CN", "en")

WORDS: dict[str, tuple[str, str]] = {
    "guards": ("保安员", "Guards"),
    "roster": ("花名册", "Roster"),
    "units": ("单位", "Units"),
    "certificates": ("保安员证", "Certificates"),
    "inspections": ("监督检查记录", "Inspections"),
    "about": ("说明", "About"),
    "file": ("文件", "File"),
    "made_by": ("导出人", "Exported by"),
    "asked_at": ("申请时间", "Asked for at"),
    "as_of": ("数据截至", "As of"),
    "rows": ("行数", "Rows"),
    "filter": ("筛选条件", "Filter"),
    "no_filter": ("无", "None"),
    "reach": ("范围", "Within the reach of"),
    "number_rule": ("身份证号、电话", "Identity numbers, phones"),
    "masked": ("按列表显示方式遮盖", "Masked as in the lists"),
    "time_zone": ("时间", "Times"),
    "china": ("北京时间", "China Standard Time (UTC+8)"),
    "name": ("姓名", "Name"),
    "identity_number": ("身份证号", "Identity number"),
    "phone": ("电话", "Phone"),
    "unit_name": ("单位", "Unit"),
    "certificate_number": ("证号", "Certificate number"),
    "certificate_state": ("证件状态", "Certificate state"),
    "expires_on": ("有效期至", "Valid until"),
    "guard_status": ("从业状态", "Status"),
    "agency_name": ("公安机关", "Agency"),
    "registered_on": ("登记日期", "Registered on"),
    "position": ("岗位", "Position"),
    "started_on": ("开始日期", "Since"),
    "sites": ("驻点", "Sites"),
    "unit": ("单位名称", "Name of the unit"),
    "unit_kind": ("单位类别", "Kind of unit"),
    "uscc": ("统一社会信用代码", "Credit code"),
    "unit_status": ("状态", "Status"),
    "address": ("地址", "Address"),
    "division_name": ("行政区划", "Division"),
    "guard_name": ("姓名", "Name"),
    "state": ("状态", "State"),
    "state_since": ("状态起始", "State since"),
    "issued_on": ("发证日期", "Issued on"),
    "inspection_number": ("编号", "Number"),
    "finished_at": ("检查时间", "Inspected at"),
    "site_name": ("驻点", "Site"),
    "inspection_result": ("检查结果", "Result"),
    "rectify_by": ("改正期限", "To be corrected by"),
    "problem_count": ("问题数", "Problems"),
    "officer_names": ("检查民警", "Officers"),
    "q": ("搜索", "Search"),
    "kind": ("单位类别", "Kind of unit"),
    "status": ("状态", "Status"),
    "unit_id": ("单位编号", "Id of the unit"),
    "parent_unit_id": ("总公司编号", "Id of the company"),
    "site_id": ("驻点编号", "Id of the site"),
    "expires_before": ("有效期早于", "Valid until before"),
    "result": ("检查结果", "Result"),
    "from": ("自", "From"),
    "to": ("至", "To"),
}
"""Headings and labels: Chinese, English."""

ENUMS: dict[str, dict[str, tuple[str, str]]] = {
    "certificate_state": {
        "valid": ("有效", "Valid"),
        "suspended": ("暂停", "Suspended"),
        "revoked": ("已吊销", "Revoked"),
        "cancelled": ("已注销", "Cancelled"),
        "superseded": ("已换证", "Superseded"),
        "expired": ("已过期", "Expired"),
    },
    "guard_status": {
        "active": ("正常", "Active"),
        "inactive": ("已停止从业", "No longer working"),
        "deceased": ("已去世", "Deceased"),
    },
    "unit_kind": {
        "security_company": ("保安服务公司", "Security company"),
        "branch": ("分公司", "Branch"),
        "in_house_unit": ("自行招用保安员的单位", "In-house unit"),
        "training_unit": ("保安培训单位", "Training unit"),
    },
    "unit_status": {
        "active": ("正常", "Active"),
        "suspended": ("暂停", "Suspended"),
        "closed": ("已终止", "Closed"),
    },
    "inspection_result": {
        "no_problem": ("未发现问题", "No problem found"),
        "corrected_on_site": ("当场改正", "Corrected on site"),
        "rectification_required": ("责令限期改正", "Rectification required"),
    },
}
"""The closed sets of the API, by the names the app's dictionary gives them; a test keeps the two equal."""


def word(key: str, language: str) -> str:
    """A heading or label."""
    return WORDS[key][LANGUAGES.index(language)]


def enum_word(name: str, value: str | None, language: str) -> str | None:
    """A value of a closed set."""
    return None if value is None else ENUMS[name][value][LANGUAGES.index(language)]
