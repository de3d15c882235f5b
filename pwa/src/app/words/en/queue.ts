export default {
  title: "Waiting to send",
};
