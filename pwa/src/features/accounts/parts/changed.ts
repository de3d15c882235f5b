import type { InjectionKey } from "vue";

/** The detail tells the list beside it that an account changed. */
export const ACCOUNTS_CHANGED: InjectionKey<() => void> = Symbol("accounts changed");
