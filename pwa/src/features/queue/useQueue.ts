/** The queue as the screen shows it, fresh after every change. */
import { onMounted, onScopeDispose, ref, shallowRef } from "vue";
import { type Command, commands, oneAtATime, onChange, type Receipt, receipts, sendNow } from "@/offline";

export function useQueue() {
  const waiting = shallowRef<Command[]>([]);
  const received = shallowRef<Receipt[]>([]);
  const loading = ref(true);
  const sending = ref(false);
  const error = shallowRef<unknown>(null);

  async function read(): Promise<void> {
    try {
      [waiting.value, received.value] = await Promise.all([commands(), receipts()]);
      error.value = null;
    } catch (problem) {
      error.value = problem;
    }
    loading.value = false;
  }

  async function send(): Promise<void> {
    sending.value = true;
    await sendNow().catch((problem: unknown) => { error.value = problem; });
    sending.value = false;
    await read();
  }

  // A hundred pictures on their way change something many times a second.
  onScopeDispose(onChange(oneAtATime(read)));
  onMounted(read);
  return { waiting, received, loading, sending, error, read, send };
}
