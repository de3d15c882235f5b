/** Words of what is kept on the phone for places without network. */
export default {
  title: "Offline data",
  lead: "For finding sites, comparing rosters and writing inspections without a network. Encrypted; cleared when it expires or you sign out.",
  none: "There is no offline data on this phone yet. It is fetched by itself when there is a network.",
  state: "{sites} sites and {people} guards as of {time}; expires {until}.",
  refresh: "Update now",
  refreshNear: "Update for this place",
  refreshed: "The offline data was updated.",
} as const;
