/** The public page's own words: Chinese with the page, English when it is asked for. */
import type { CertificateState } from "./api";
import type { Language } from "./language";

const zh = {
  title: "保安员证查询",
  system: "岗卫 保安服务监督管理",
  language: "English",
  tones: { valid: "有效", check: "需核查", not_valid: "无效", cannot_verify: "无法核验" },
  states: {
    valid: "此证有效。",
    suspended: "此证自{since}起暂停使用，现在不能凭此证上岗。",
    revoked: "此证已于{since}被吊销，不能凭此证上岗。",
    cancelled: "此证已于{since}注销，不能凭此证上岗。",
    superseded: "此证已于{since}被新证代替。请对方出示新证。",
    expired: "此证已于{since}到期，不能凭此证上岗。",
  },
  listed: {
    valid: "截至{time}，此证有效。查询服务现在没有回答，这是当时发布的状态。",
    suspended: "截至{time}，此证暂停使用，不能凭此证上岗。",
    revoked: "此证已被吊销（{time}发布），不能凭此证上岗。",
    other: "此证已注销或已换发新证（{time}发布）。请对方出示新证。",
  },
  stateNames: { valid: "有效", suspended: "暂停", revoked: "吊销", cancelled: "注销", superseded: "已换发新证", expired: "已到期" },
  lines: {
    forged: "这个二维码不是发证机关签发的，或者内容被改过。",
    revoked_key: "签发这批证件的密钥已作废，凭此二维码不能核验。持证人须换发新证。",
    unknown_key: "无法确认这个二维码由谁签发。可能是假证，也可能是刚启用的新证。请向当地公安机关查询。",
    malformed: "这个二维码已损坏，或者不是真的保安员证。",
    not_a_card: "这不是保安员证的二维码。",
    unregistered: "二维码的签名是真的，但登记系统中没有这个证号。请向当地公安机关查询。",
    status_unknown: "二维码的签名是真的，但现在无法联网查询，不知道此证目前是否仍然有效。",
    unreachable: "现在无法联网，不能核对此证。请稍后再试。",
    too_many: "查询次数太多。请在{minutes}分钟后再试。",
    no_match: "没有证号和姓名都相符的保安员证。请核对后再查；证号印在卡片正面。",
    server: "查询服务暂时不能回答。请稍后再试。",
  },
  compare: "请再核对：持证人的样貌与卡片上的照片是否一致。二维码可以被复制。",
  askCard: "看到可疑的保安员证，请告诉当地公安机关或拨打 110。",
  fields: {
    name: "姓名",
    number: "证号",
    state: "状态",
    since: "状态起始日期",
    agency: "发证机关",
    issued: "发证日期",
    expires: "有效期至",
    noExpiry: "长期",
    asOf: "数据截至",
  },
  fromCard: "以下内容来自卡片本身，不是登记系统的现状。",
  again: "再试一次",
  share: "分享查询结果",
  log: "在公开日志中核对",
  copied: "查询结果已复制，可以粘贴到聊天中。",
  copyFailed: "不能自动复制。请长按选择文字复制。",
  shareCheck: "核对网址：{address}",
  loading: "正在核对…",
  formTitle: "按证号和姓名查询",
  numberLabel: "保安员证号",
  numberHelp: "印在卡片正面。空格不影响。",
  nameLabel: "持证人姓名",
  nameHelp: "须与卡片上的姓名完全一致。",
  numberMissing: "请填写保安员证号。",
  nameMissing: "请填写持证人姓名。",
  search: "查询",
  errors: "请先改正以下内容",
  officialTitle: "谨防仿冒",
  official: "官方网址是 {host}，它也印在卡片正面。请看浏览器地址栏：网址不一致时，不要相信页面上的内容。",
  never: "本页面不收费，不要求输入身份证号、密码或验证码，也不要求下载任何软件。",
};

export type PageWords = typeof zh;
let words: PageWords = zh;

/** The words of the language that was loaded last. */
export const pageWords = (): PageWords => words;

/** Loads the words of a language; without them (no network) those of before stay. Answers the language that stands. */
export async function loadWords(language: Language, before: Language): Promise<Language> {
  try {
    words = language === "en" ? (await import("./en")).default : zh;
    return language;
  } catch {
    return before;
  }
}

export const stateName = (words: PageWords, state: CertificateState): string => words.stateNames[state];
