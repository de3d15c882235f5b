/** Words of what is kept on the phone for places without network. */
export default {
  title: "离线资料",
  lead: "没有网络时也能查找驻点、比对名册、填写检查。资料加密保存，到期或退出登录后清除。",
  none: "本机还没有离线资料。联网后会自动下载。",
  state: "{sites} 个驻点，{people} 名保安员，截至{time}，{until}到期。",
  refresh: "现在更新",
  refreshNear: "按所在位置更新",
  refreshed: "离线资料已更新。",
} as const;
