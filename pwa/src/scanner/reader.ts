/** The worker that reads codes, as a function. */
import wasmUrl from "zxing-wasm/reader/zxing_reader.wasm?url";
import { type FromWorker, LOADING, type ReadAnswer, type ToWorker } from "./protocol";
import type { Step } from "./steps";

/** The reading program could not be loaded or broke: another way (photo, number) must be offered. */
export class ReaderFailed extends Error {
  override readonly name = "ReaderFailed";
}

interface Pending {
  resolve: (answer: ReadAnswer) => void;
  reject: (error: Error) => void;
}

export class CodeReader {
  /** Fulfilled once codes can be read; a frame taken before would be old when its turn comes. */
  readonly ready: Promise<void>;
  private readonly worker = new Worker(new URL("./reader.worker.ts", import.meta.url), { type: "module" });
  private readonly pending = new Map<number, Pending>();
  private last = LOADING;

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      this.pending.set(LOADING, { resolve: () => { resolve(); }, reject });
    });
    // Whoever reads hears of the failure; nobody need be waiting for the loading itself.
    this.ready.catch(() => undefined);
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => { this.settle(data); };
    this.worker.onerror = () => { this.failAll("worker"); };
    this.send({ kind: "load", wasmUrl: new URL(wasmUrl, location.href).href });
  }

  /** Reads the codes in a picture; its pixels are handed over. @throws ReaderFailed */
  read(image: ImageData, step: Step): Promise<ReadAnswer> {
    const id = (this.last += 1);
    const pixels = image.data.buffer as ArrayBuffer;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.send({ kind: "read", id, width: image.width, height: image.height, pixels, step }, [pixels]);
    });
  }

  close(): void {
    this.worker.terminate();
    this.failAll("closed");
  }

  private send(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }

  private settle(answer: FromWorker): void {
    const id = answer.kind === "ready" ? LOADING : answer.id;
    const waiting = this.pending.get(id);
    this.pending.delete(id);
    if (answer.kind === "failed") waiting?.reject(new ReaderFailed(answer.message));
    else waiting?.resolve(answer.kind === "read" ? answer : { id, codes: [], brightness: 0 });
  }

  private failAll(message: string): void {
    for (const { reject } of this.pending.values()) reject(new ReaderFailed(message));
    this.pending.clear();
  }
}

let shared: CodeReader | null = null;

/** The one reader of the page, started at first use and kept: the next card must not wait for it. */
export function codeReader(): CodeReader {
  shared ??= new CodeReader();
  return shared;
}

/** Throws the reader away; the next use starts a new one. */
export function restartReader(): void {
  shared?.close();
  shared = null;
}
