import type { Translated } from "../types";
import type { ZhCn } from "../zh-CN";
import accounts from "./accounts";
import app from "./app";
import audit from "./audit";
import certificates from "./certificates";
import common from "./common";
import enums from "./enums";
import guards from "./guards";
import inspections from "./inspections";
import offline from "./offline";
import problems from "./problems";
import queue from "./queue";
import record from "./record";
import roster from "./roster";
import scan from "./scan";
import units from "./units";

const words: Translated<ZhCn> = {
  accounts,
  app,
  audit,
  certificates,
  common,
  enums,
  guards,
  inspections,
  offline,
  problems,
  queue,
  record,
  roster,
  scan,
  units,
};

export default words;
