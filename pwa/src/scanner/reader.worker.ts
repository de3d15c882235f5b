/** Reads codes away from the main thread, so that the camera picture stays smooth. */
import { prepareZXingModule } from "zxing-wasm/reader";
import { decode } from "./decode";
import { type FromWorker, LOADING, type ReadRequest, type ToWorker } from "./protocol";
import { brightness } from "./steps";

const scope = self as unknown as DedicatedWorkerGlobalScope;

async function read({ id, width, height, pixels, step }: ReadRequest): Promise<FromWorker> {
  const taken = new Uint8ClampedArray(pixels);
  const codes = await decode(new ImageData(taken, width, height), step);
  return { kind: "read", id, codes, brightness: brightness(taken) };
}

function answer(message: FromWorker): void {
  scope.postMessage(message);
}

scope.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "load") {
    // Our own file of the very same version; the library would otherwise ask a foreign host for it.
    prepareZXingModule({ overrides: { locateFile: () => data.wasmUrl }, fireImmediately: true })
      .then(() => { answer({ kind: "ready" }); })
      .catch((error: unknown) => { answer({ kind: "failed", id: LOADING, message: String(error) }); });
    return;
  }
  read(data)
    .catch((error: unknown): FromWorker => ({ kind: "failed", id: data.id, message: String(error) }))
    .then(answer)
    .catch(() => undefined);
});
