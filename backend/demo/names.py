"""Made-up names of people: surnames by their share in Guangdong, compound and often misread ones, rare characters."""

from __future__ import annotations

import random
from itertools import accumulate

_COMMON = (
    "陈:110 李:70 黄:75 林:55 张:50 梁:48 吴:42 刘:42 王:38 罗:30 何:28 杨:26 周:24 郑:22 谢:22 邓:22 钟:20 曾:20 叶:20 郭:18 "
    "徐:16 许:16 朱:16 蔡:16 彭:14 冯:14 潘:14 赖:14 廖:14 温:12 卢:12 黎:12 赵:12 江:11 苏:11 胡:11 余:10 邱:10 莫:10 杜:9 "
    "唐:9 谭:9 曹:8 韦:8 欧:8 冼:6 麦:6 关:6 区:5 覃:5 孙:8 马:6 高:6 蒋:6 沈:6 韩:5 方:6 袁:6 丘:6 詹:6 庄:5 翁:5 古:5 甘:5 简:5 "
    "凌:5 邹:5 范:5 姚:5 石:5 龙:5 陆:5 伍:5 招:3 植:3 单:2 仇:2 解:2 查:2 翟:3 朴:1 盖:1 任:3 华:2 尹:3 乐:1 缪:1 纪:2 车:2 牟:1 谌:1"
)
_COMPOUND = ("欧阳", "司徒", "上官", "诸葛", "司马", "皇甫", "尉迟", "令狐", "夏侯", "端木")
_COMPOUND_SHARE, _RARE_SHARE, _ONE_CHARACTER_SHARE = 0.012, 0.004, 0.12

_MEN_FIRST = "志国建伟俊文家永海金德荣振耀子浩宇嘉锦泽立宏光少伯庆天明正世兴启卓景楚汉劲润柏钊炳树鸿绍兆"
_MEN_LAST = "强华明辉杰军伟勇斌峰龙平超鹏锋涛亮波林生荣东成权坚聪毅健豪源祥康钦彬昌健恒谦庭雄武威锐轩然琛铭"
_WOMEN_FIRST = "秀丽美晓雪淑玉燕小慧佩少春嘉雅婉思静敏彩碧惠洁佳欣宝凤锦月文海素巧瑞雁咏诗颖"
_WOMEN_LAST = "芳娟英霞玲燕敏红梅丽兰珍萍琴莹婷仪娴怡欣琳瑶蓉妹芬华云贞薇洁珊颖媚虹群香凤莲卿菁岚"
_RARE = "𬀩𫖯𬱖𬭎𪩘𫍯𬘭𬍛"
"""Characters beyond the Basic Multilingual Plane, all in the national list of 2013 (通用规范汉字表) and used in names."""

_SURNAMES = [part.split(":")[0] for part in _COMMON.split()]
_TOTALS = list(accumulate(int(part.split(":")[1]) for part in _COMMON.split()))


def draw(rng: random.Random, sex: str) -> str:
    """A name for a man or a woman."""
    surname = rng.choice(_COMPOUND) if rng.random() < _COMPOUND_SHARE else rng.choices(_SURNAMES, cum_weights=_TOTALS)[0]
    first, last = (_MEN_FIRST, _MEN_LAST) if sex == "male" else (_WOMEN_FIRST, _WOMEN_LAST)
    ending = rng.choice(_RARE) if rng.random() < _RARE_SHARE else rng.choice(last)
    if rng.random() < _ONE_CHARACTER_SHARE:
        return surname + ending
    return surname + rng.choice(first) + ending
