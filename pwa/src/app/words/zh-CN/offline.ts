/** Words of what is kept on the phone for places without network. */
export default {
  title: "离线资料",
  lead: "没有网络时也能查找驻点、比对名册、填写检查。资料加密保存，到期或退出登录后清除。",
  none: "本机还没有离线资料。联网后会自动下载。",
  state: "{sites} 个驻点，{people} 名保安员，截至{time}，{until}到期。",
  status: {
    fresh: "证件状态：截至{time}。没有网络时也能判定有效。",
    old: "证件状态：截至{time}，已超过 24 小时。联网更新前不能判定有效。",
    expired: "证件状态：截至{time}，已过期。联网更新前不能判定有效。",
    none: "本机还没有证件状态。联网后会自动下载。",
  },
  trust: {
    good: "签发公钥：截至{time}，{until}到期。",
    expired: "签发公钥：{time}的列表已于{until}到期。请尽快联网更新。",
    none: "本机还没有签发公钥，不能核验证件。",
  },
  refused: {
    older: "服务器给出的列表比本机的旧，没有采用。",
    other: "服务器给出的列表签名不符或不能读取，没有采用。请报告管理员。",
  },
  refresh: "现在更新",
  refreshNear: "按所在位置更新",
  refreshed: "离线资料已更新。",
} as const;
