/** What the screens behind the sign-in need; it comes while the first one is read. */
import alerts from "./alerts";
import audit from "./audit";
import cards from "./cards";
import certificates from "./certificates";
import contracts from "./contracts";
import colleagues from "./colleagues";
import devices from "./devices";
import enums from "./enums";
import guardFiles from "./guardFiles";
import guards from "./guards";
import imports from "./imports";
import inspections from "./inspections";
import jobs from "./jobs";
import keys from "./keys";
import log from "./log";
import offline from "./offline";
import papers from "./papers";
import problems from "./problems";
import quarantine from "./quarantine";
import queue from "./queue";
import record from "./record";
import rectification from "./rectification";
import roster from "./roster";
import scan from "./scan";
import secondFactor from "./secondFactor";
import tasks from "./tasks";
import transfers from "./transfers";
import units from "./units";
import warnings from "./warnings";
import watches from "./watches";

export default {
  alerts,
  audit,
  cards,
  certificates,
  contracts,
  colleagues,
  devices,
  enums,
  guardFiles,
  guards,
  imports,
  inspections,
  jobs,
  keys,
  log,
  offline,
  papers,
  problems,
  quarantine,
  queue,
  record,
  rectification,
  roster,
  scan,
  secondFactor,
  tasks,
  transfers,
  units,
  warnings,
  watches,
} as const;
