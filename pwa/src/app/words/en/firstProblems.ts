/** What may go wrong before anybody is signed in: the first screen brings only these words. */
export default {
  network: {
    unreachable: "The server cannot be reached. Check the network and try again.",
    timeout: "The server did not answer in time. Try again.",
    aborted: "Stopped.",
  },
  general: "That did not work. Try again; if it fails again, give number {id} to whoever runs the system.",
  validation: "Some entries need correcting.",
  unauthenticated: "Sign in first.",
  origin: { foreign: "The request came from another site and was not done. Open Gangwei itself and try again." },
  content_type: { unsupported: "This kind of file is not accepted." },
  limit: { reached: "Too much of this in a short time. It opens again by itself; if you need more, ask the administrator." },
  rate: { limited: "Too many requests. Try again in a while." },
  server: {
    unavailable: "The server does not answer just now. Your entries are still here; try again in a while. Nothing is done twice.",
  },
  not_ready: "The server is starting. Try again in a while.",
  not_saved: "Not saved: the server cannot store anything now. Your entries are still here; try again in a while.",
  method: { not_allowed: "The request was wrong. Open the page again and retry." },
  bad_request: "The request could not be read. Open the page again and retry.",
  internal: "The server failed and nothing was done. Try again in a while.",
  session: {
    csrf: "The page was out of date. Try again.",
    wrong_credentials: "The user name or the password is wrong.",
    too_many_tries: "Too many tries. Try again in {seconds} seconds.",
  },
} as const;
