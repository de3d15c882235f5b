/** Words of what is kept on the phone for places without network. */
export default {
  title: "Offline data",
  lead: "For finding sites, comparing rosters and writing inspections without a network. Encrypted; cleared when it expires or you sign out.",
  none: "There is no offline data on this phone yet. It is fetched by itself when there is a network.",
  state: "{sites} sites and {people} guards as of {time}; expires {until}.",
  status: {
    fresh: "Certificate states: as of {time}. A card can be called valid without a network.",
    old: "Certificate states: as of {time}, more than 24 hours ago. No card is called valid before they are updated.",
    expired: "Certificate states: as of {time}, expired. No card is called valid before they are updated.",
    none: "No certificate states on this phone yet. They are fetched when there is a network.",
  },
  trust: {
    good: "Signing keys: as of {time}, good until {until}.",
    expired: "Signing keys: the list of {time} expired at {until}. Update it with a network soon.",
    none: "No signing keys on this phone yet: it cannot verify cards.",
  },
  refused: {
    older: "The server's list is older than this phone's and was not taken.",
    other: "The server's list is wrongly signed or cannot be read and was not taken. Tell the administrator.",
  },
  refresh: "Update now",
  refreshNear: "Update for this place",
  refreshed: "The offline data was updated.",
} as const;
