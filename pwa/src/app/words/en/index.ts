import core from "./core";
import rest from "./rest";

export default { ...core, ...rest };
