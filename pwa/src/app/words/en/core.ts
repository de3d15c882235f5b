import type { Translated } from "../types";
import type model from "../zh-CN/core";
import accounts from "./accounts";
import app from "./app";
import common from "./common";
import enums from "./enums";
import problems from "./problems";

const words: Translated<typeof model> = {
  accounts,
  app,
  common,
  enums,
  problems,
};

export default words;
