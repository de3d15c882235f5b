/** The nine services of a security company (Reg. art. 2 and the filing codes). */
export const SERVICES = ["01", "02", "03", "04", "05", "06", "07", "08", "09"] as const;

export type ServiceCode = (typeof SERVICES)[number];

/** Armed escort asks for ten times the capital and for state ownership (Reg. art. 10). */
export const ARMED_ESCORT: ServiceCode = "04";
