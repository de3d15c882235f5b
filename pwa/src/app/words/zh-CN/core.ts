/** What the first screen, the shell and every refusal need. */
import accounts from "./accounts";
import app from "./app";
import common from "./common";
import problems from "./firstProblems";

export default {
  accounts,
  app,
  common,
  problems,
} as const;
