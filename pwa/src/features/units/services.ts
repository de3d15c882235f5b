import type { Service } from "@/api/types";

/** Armed escort asks for 10,000,000 yuan of capital instead of 1,000,000 (Reg. art. 8 and 10). */
export const ARMED_ESCORT: Service = "04";

/** The registered capital a security company needs at least for these services, in yuan. */
export function leastCapital(services: readonly Service[]): number {
  return services.includes(ARMED_ESCORT) ? 10_000_000 : 1_000_000;
}
