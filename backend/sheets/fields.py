"""What a column can mean, and the headings under which companies keep it.

The lists hold what is usual in rosters (Chinese first, then English). A heading is compared without blanks, signs and
remarks in brackets, so 身份证号码（18位）* is 身份证号码.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backend.sheets import values


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a column may hold.

    key    its stable name
    names  usual headings, the commonest first; each once over all fields
    take   makes the value of a cell, or `values.Refused`; of a day it also takes its column's order (`taking.Taker`)
    looks  how sure it is, from 0 to 1, that a column of such values is this field, without its heading; 0: cannot be told
    """

    key: str
    names: tuple[str, ...]
    take: Callable[..., Any]
    looks: float = 0.0


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field(
            "name",
            _names(
                "姓名 名字 员工姓名 人员姓名 保安员姓名 保安姓名 队员姓名 职工姓名 姓名全称 真实姓名 中文姓名 name fullname "
                "employeename staffname guardname"
            ),
            values.name,
            0.5,
        ),
        Field(
            "identity_number",
            _names(
                "身份证号 身份证号码 身份证 证件号码 证件号 公民身份号码 公民身份证号码 居民身份证号码 居民身份证号 身份号码 "
                "身份证件号码 身份证编号 二代证号码 有效证件号码 idnumber idno idcard identitynumber identityno idcardnumber "
                "idcardno nationalid"
            ),
            values.identity_number,
            1.0,
        ),
        Field(
            "certificate_number",
            _names(
                "保安员证号 保安员证编号 保安证号 保安员证 保安证 保安员证号码 保安证号码 保安证编号 证书编号 证书号 证书号码 "
                "上岗证号 上岗证 上岗证编号 上岗证号码 资格证号 资格证编号 资格证书编号 保安员资格证号 持证编号 保安员证书编号 "
                "certificatenumber certificateno certno guardcertificate licencenumber licensenumber licenceno licenseno"
            ),
            values.certificate_number,
        ),
        Field(
            "position",
            _names(
                "岗位 职务 工种 岗位名称 职位 岗位职务 职务岗位 工作岗位 岗位类别 现任职务 担任职务 岗位工种 职务名称 position "
                "job jobtitle post role duty"
            ),
            values.text,
        ),
        Field(
            "started_on",
            _names(
                "入职日期 到岗时间 入职时间 到岗日期 上岗日期 上岗时间 入职年月日 进公司时间 进司日期 参加工作日期 入司时间 "
                "入司日期 聘用日期 录用日期 招用日期 到职日期 报到日期 入队时间 入队日期 startdate hiredate datehired "
                "startedon joiningdate joindate entrydate dateofhire dateofentry"
            ),
            values.date,
        ),
        Field(
            "site",
            _names(
                "驻点 项目 服务单位 勤务点 驻点名称 项目名称 服务项目 服务点 所在项目 所在驻点 派驻单位 派驻项目 执勤点 "
                "执勤地点 值勤点 勤务区 上岗单位 上班地点 工作地点 服务地点 岗点 驻勤点 驻勤单位 驻守点 所属项目 客户名称 site "
                "project location worksite sitename clientsite workplace"
            ),
            values.text,
        ),
        Field(
            "site_until",
            _names("驻点至 驻点截止日期 派驻截止日期 派驻至 驻点结束日期 撤点日期 撤岗日期 postedto siteuntil postinguntil"),
            values.end_date,
        ),
        Field(
            "phone",
            _names(
                "联系电话 手机 手机号码 手机号 电话 电话号码 联系方式 移动电话 本人电话 本人联系电话 联系手机 phone mobile "
                "phonenumber mobilenumber mobilephone telephone tel contact cell cellphone"
            ),
            values.phone,
            0.9,
        ),
        Field(
            "ended_on",
            _names(
                "离职日期 离职时间 离岗日期 离岗时间 离队日期 离队时间 辞职日期 退职日期 解聘日期 离司日期 离开日期 enddate "
                "leavingdate endedon dateleft terminationdate lastday resignationdate leftdate"
            ),
            values.end_date,
        ),
        Field(
            "end_reason",
            _names("离职原因 离岗原因 离职理由 离队原因 辞职原因 leavingreason reasonforleaving endreason terminationreason"),
            values.text,
        ),
        Field(
            "remark",
            _names("备注 说明 备考 附注 备注说明 其他 remark remarks note notes comment comments"),
            values.text,
        ),
    )
}
"""The fields of a roster."""

SERIAL_NAMES = frozenset(_names("序号 编号 序 no num # 行号 原行号 rowinthefile 项次 number seq serial sn"))
"""Headings of columns that only count the rows; a row with nothing else in it is empty."""

_REMARK = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕|<.*?>")
_SIGNS = re.compile(r"[\s*_\-—:：、,，.。/\\'\"“”‘’·•★☆※#\u200b\ufeff]+")


def heading(text: str) -> str:
    """A heading as it is compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _SIGNS.sub("", _REMARK.sub("", plain)) or _SIGNS.sub("", plain) or plain.strip()
