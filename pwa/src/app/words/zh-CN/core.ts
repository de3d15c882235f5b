/** What the first screen, the shell and every refusal need. */
import accounts from "./accounts";
import app from "./app";
import common from "./common";
import enums from "./enums";
import problems from "./problems";

export default {
  accounts,
  app,
  common,
  enums,
  problems,
} as const;
