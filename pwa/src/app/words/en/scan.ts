export default {
  title: "Scan",
};
