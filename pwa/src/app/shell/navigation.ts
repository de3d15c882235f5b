import type { Permission, Role } from "@/api/types";
import { account, can } from "../session";
import type { PlainKey } from "../words";

export interface Destination {
  key: string;
  label: PlainKey;
  to: string;
  /** Without any: everybody who is signed in. */
  permission?: Permission;
  /** Where one is in it although the address begins otherwise. */
  holds?: readonly string[];
  /** A role that sees it without the permission. */
  alsoFor?: Role;
}

/** What a manager opens from the roster. */
const DESK = ["/contracts", "/transfers", "/employments"] as const;

/** In the order of use: what an officer on the street and a manager at the desk need first. */
const DESTINATIONS: readonly Destination[] = [
  { key: "scan", label: "app.tab.scan", to: "/scan", permission: "verification:record" },
  { key: "roster", label: "app.tab.roster", to: "/roster", permission: "roster:manage", alsoFor: "company_manager", holds: DESK },
  { key: "sites", label: "app.tab.sites", to: "/sites", permission: "site:manage", alsoFor: "company_manager" },
  { key: "tasks", label: "app.tab.tasks", to: "/tasks", permission: "task:read" },
  { key: "inspections", label: "app.tab.inspections", to: "/inspections", permission: "inspection:read" },
  { key: "notices", label: "app.tab.notices", to: "/notices", permission: "notice:read" },
  { key: "warnings", label: "app.tab.warnings", to: "/warnings", permission: "warning:read" },
  { key: "guards", label: "app.tab.guards", to: "/guards", permission: "guard:read" },
  { key: "units", label: "app.tab.units", to: "/units", permission: "unit:read" },
  { key: "certificates", label: "app.tab.certificates", to: "/certificates", permission: "certificate:read" },
  { key: "check", label: "app.tab.check", to: "/certificate-check", permission: "certificate:check" },
  { key: "cards", label: "app.tab.cards", to: "/cards", permission: "card:print" },
  { key: "alerts", label: "app.tab.alerts", to: "/alerts", permission: "alert:read" },
  { key: "quarantine", label: "app.tab.quarantine", to: "/quarantine", permission: "quarantine:decide" },
  { key: "accounts", label: "app.tab.accounts", to: "/accounts", permission: "account:read" },
  { key: "colleagues", label: "app.tab.colleagues", to: "/colleagues", permission: "colleague:manage" },
  { key: "devices", label: "app.tab.devices", to: "/devices", permission: "device:read" },
  { key: "keys", label: "app.tab.keys", to: "/keys", permission: "signing_key:manage" },
  { key: "audit", label: "app.tab.audit", to: "/audit", permission: "audit:read" },
  { key: "jobs", label: "app.tab.jobs", to: "/jobs", permission: "export:create", alsoFor: "system_administrator" },
  { key: "settings", label: "app.tab.settings", to: "/settings" },
];

/** Whether somebody at that address is in it. */
export function holds(one: Destination, path: string): boolean {
  return [one.to, ...(one.holds ?? [])].some((place) => path === place || path.startsWith(`${place}/`));
}

/** A thumb reaches five tabs; the fifth opens what is left. */
const TABS = 5;

export function destinations(): Destination[] {
  const role = account.value?.role;
  return DESTINATIONS.filter((one) => !one.permission || can(one.permission) || (role !== undefined && one.alsoFor === role));
}

/** What the tab bar shows itself, and what lies behind "more". */
export function splitForTabs(all: readonly Destination[]): { tabs: readonly Destination[]; more: readonly Destination[] } {
  if (all.length <= TABS) return { tabs: all, more: [] };
  return { tabs: all.slice(0, TABS - 1), more: all.slice(TABS - 1) };
}

/** Each kind of person starts at what he does most. */
export function homePath(): string {
  return destinations()[0]?.to ?? "/settings";
}
