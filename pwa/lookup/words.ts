/** The public page's own words: two small dictionaries, so that a citizen loads nothing else. */
import type { CertificateState } from "./api";

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
  stateNames: { valid: "有效", suspended: "暂停", revoked: "吊销", cancelled: "注销", superseded: "已换发新证", expired: "已到期" },
  lines: {
    forged: "这个二维码不是发证机关签发的，或者内容被改过。",
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

const en: typeof zh = {
  title: "Guard certificate check",
  system: "Gangwei, supervision of security services",
  language: "中文",
  tones: { valid: "Valid", check: "Check", not_valid: "Not valid", cannot_verify: "Cannot verify" },
  states: {
    valid: "This certificate is valid.",
    suspended: "This certificate has been suspended since {since}. It does not allow work as a guard now.",
    revoked: "This certificate was revoked on {since}. It does not allow work as a guard.",
    cancelled: "This certificate was cancelled on {since}. It does not allow work as a guard.",
    superseded: "This certificate was replaced by a new one on {since}. Ask for the new one.",
    expired: "This certificate expired on {since}. It does not allow work as a guard.",
  },
  stateNames: {
    valid: "valid", suspended: "suspended", revoked: "revoked", cancelled: "cancelled", superseded: "replaced", expired: "expired",
  },
  lines: {
    forged: "This code was not signed by an issuing agency, or it was changed afterwards.",
    unknown_key: "It cannot be told who signed this code. It may be a false card, or a very new one. Ask the local police.",
    malformed: "This code is damaged, or it is not a real guard certificate.",
    not_a_card: "This is not the code of a guard certificate.",
    unregistered: "The signature of this code is genuine, but the register has no certificate with this number. Ask the local police.",
    status_unknown: "The signature of this code is genuine. The register cannot be reached now, so it is not known whether the certificate is still valid.",
    unreachable: "There is no connection now, so this certificate cannot be checked. Try again later.",
    too_many: "Too many checks. Try again in {minutes} minutes.",
    no_match: "No certificate has both this number and this name. Compare them with the card and try again; the number is printed on its front.",
    server: "The service cannot answer just now. Try again later.",
  },
  compare: "Also compare the person with the photo on the card. A code can be copied.",
  askCard: "If a certificate looks false to you, tell the local police or call 110.",
  fields: {
    name: "Name",
    number: "Number",
    state: "State",
    since: "In this state since",
    agency: "Issued by",
    issued: "Issued on",
    expires: "Expires on",
    noExpiry: "No expiry date",
    asOf: "Data as of",
  },
  fromCard: "What follows stands on the card itself. It is not the present state in the register.",
  again: "Try again",
  share: "Share the result",
  copied: "The result was copied. It can be pasted into a chat.",
  copyFailed: "It could not be copied. Select the text and copy it by hand.",
  shareCheck: "Check it at {address}",
  loading: "Checking…",
  formTitle: "Look up by number and name",
  numberLabel: "Certificate number",
  numberHelp: "Printed on the front of the card. Spaces do not matter.",
  nameLabel: "Name of the holder",
  nameHelp: "Exactly as printed on the card.",
  numberMissing: "Enter the certificate number.",
  nameMissing: "Enter the holder's name.",
  search: "Look up",
  errors: "Correct this first",
  officialTitle: "Beware of imitations",
  official: "The official address is {host}. It is also printed on the front of the card. Look at the address bar: if it shows another address, do not believe the page.",
  never: "This page costs nothing, never asks for an identity number, a password or a code, and never asks you to install anything.",
};

export type PageWords = typeof zh;
export type Language = "zh-CN" | "en";

export const WORDS: Record<Language, PageWords> = { "zh-CN": zh, en };

const KEY = "gangwei.lookup.language";

export function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === "zh-CN" || kept === "en") return kept;
  } catch {
    // Storage may be forbidden inside a chat app: the language is then not remembered.
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // See above.
  }
}

export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

export const stateName = (words: PageWords, state: CertificateState): string => words.stateNames[state];
