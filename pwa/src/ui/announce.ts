import { readonly, ref } from "vue";

interface Announcement {
  id: number;
  text: string;
}

/** Long enough to be read twice; nothing that matters is said here only. */
const SHOWN_MS = 6000;

const shown = ref<Announcement[]>([]);
let last = 0;

export const announcements = readonly(shown);

/** Says that something went well, on screen and to screen readers, wherever the person is. */
export function announce(text: string): void {
  const id = ++last;
  shown.value = [...shown.value.filter((other) => other.text !== text), { id, text }].slice(-3);
  setTimeout(() => { dismiss(id); }, SHOWN_MS);
}

export function dismiss(id: number): void {
  shown.value = shown.value.filter((other) => other.id !== id);
}
