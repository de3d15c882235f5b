export default {
  meanwhile: {
    title: "Someone saved this record while you were changing it",
    taken: "What they changed and you did not is in the form now:",
    conflicts: "You both changed these. The form holds your words; decide for each:",
    theirs: "Theirs",
    mine: "Yours",
    takeTheirs: "Use theirs",
    again: "Check and save again. Nothing you typed is lost.",
    empty: "(empty)",
  },
  unchanged: "Leave empty to keep it as it is.",
};
