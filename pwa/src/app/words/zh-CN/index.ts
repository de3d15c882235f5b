import core from "./core";
import rest from "./rest";

const words = { ...core, ...rest } as const;

export type ZhCn = typeof words;
export default words;
