/** Units: what other features may use of them. */
export { getUnit, listUnits } from "./api";
export { default as DivisionPicker } from "./DivisionPicker.vue";
export { default as AgencyPicker } from "./AgencyPicker.vue";
export { default as UnitChooser } from "./UnitChooser.vue";
export { default as UsccField } from "./UsccField.vue";
export { usccWords } from "./words";
export { normaliseUscc, usccProblem } from "./uscc";
