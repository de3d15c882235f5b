export default {
  title: "文书",
  kinds: { inspection_record: "保安服务监督检查记录", rectification_notice: "责令限期改正通知书" },
  facts: "{pages} 页，{size} KB",
  open: "打开 PDF",
  takeAlong: "让对方带走",
  code: "取走文书 {number} 的二维码",
  scan: "请对方用手机扫描，打开后可保存 PDF。",
  until: "{time} 前有效，只能打开这一份文书，每次打开都有记录。",
} as const;
