import type { Translated } from "../types";
import type model from "../zh-CN/core";
import accounts from "./accounts";
import app from "./app";
import common from "./common";
import problems from "./firstProblems";

const words: Translated<typeof model> = {
  accounts,
  app,
  common,
  problems,
};

export default words;
