/** What pages and service worker say to each other about the browser's sync event. */

/** Names the sync event, and the word by which the worker wakes a page. */
export const WAKE = "gangwei.outbox";

/** How a page that was woken answers: at once, and when it has tried. */
export type Answered = "begun" | "done";
