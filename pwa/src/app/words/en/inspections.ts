export default {
  title: "Inspections",
};
