export default {
  title: "Offline data",
};
