/** What may go wrong before anybody is signed in: the first screen brings only these words. */
export default {
  network: { unreachable: "连不上服务器。请检查网络后再试。", timeout: "服务器没有及时回应。请再试一次。", aborted: "已停止。" },
  general: "没有办成。请再试一次；仍不行时，把编号 {id} 告诉管理人员。",
  validation: "有些内容需要改正。",
  unauthenticated: "请先登录。",
  origin: { foreign: "请求来自别的网站，没有办理。请直接打开岗卫再试。" },
  content_type: { unsupported: "这种文件不能接收。" },
  limit: { reached: "这类操作在短时间内太多，已暂停，过后会自动恢复。确有需要时，请联系系统管理员。" },
  rate: { limited: "操作太频繁。请过一会儿再试。" },
  server: { unavailable: "服务器暂时没有回应。填写的内容还在，请过一会儿再试；再次提交不会重复办理。" },
  not_ready: "服务器正在启动，请过一会儿再试。",
  not_saved: "没有保存：服务器现在不能存储。填写的内容还在，请过一会儿再试。",
  method: { not_allowed: "请求有误。请重新打开页面再试。" },
  bad_request: "请求读不懂。请重新打开页面再试。",
  internal: "服务器出错，没有办成。请过一会儿再试。",
  session: {
    csrf: "页面已过期。请再试一次。",
    wrong_credentials: "用户名或密码不对。",
    too_many_tries: "尝试次数过多。请 {seconds} 秒后再试。",
  },
} as const;
