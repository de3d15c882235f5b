/** What has become of a finished visit: waiting, on its way, refused, or received. */
import { onMounted, onScopeDispose, ref, shallowRef, type Ref } from "vue";
import { commands, oneAtATime, onChange, receiptOf, type Command, type Receipt } from "@/offline";

export interface Sending {
  loading: Ref<boolean>;
  command: Ref<Command | null>;
  receipt: Ref<Receipt | null>;
}

export function useSending(commandId: string): Sending {
  const loading = ref(true);
  const command = shallowRef<Command | null>(null);
  const receipt = shallowRef<Receipt | null>(null);

  async function read(): Promise<void> {
    const [proof, waiting] = await Promise.all([receiptOf(commandId), commands()]);
    receipt.value = proof;
    command.value = waiting.find((one) => one.id === commandId) ?? null;
    loading.value = false;
  }

  // A phone whose storage fails just now shows "not found" rather than nothing at all.
  const readQuietly = (): void => void read().catch(() => { loading.value = false; });
  onMounted(readQuietly);
  onScopeDispose(onChange(oneAtATime(() => read().catch(() => undefined))));
  return { loading, command, receipt };
}
